#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes conf/calendars from two independent sources, or compares: conf/calendars/README.md says how.

    remake.py            write the files
    remake.py --compare  write nothing; exit with 1 when a file differs from what would be written
"""
import datetime
import difflib
import pathlib
import subprocess
import sys

from workalendar.registry import registry

FIRST_YEAR, LAST_YEAR = 2026, 2028
HERE = pathlib.Path(__file__).resolve().parent
CALENDARS = HERE.parent.parent / "conf" / "calendars"
SETTLED = HERE / "settled.tsv"
COUNTRIES = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany",
    "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France", "GR": "Greece",
    "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IS": "Iceland", "IT": "Italy", "LI": "Liechtenstein",
    "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta", "NL": "the Netherlands",
    "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SI": "Slovenia",
    "SK": "Slovakia",
}
COMMISSION = {"EU": "the European Commission"}
# Names of workalendar in the words of the other files.
NAMES = {"New year": "New Year's Day", "Holy Thursday": "Maundy Thursday", "Ascension Thursday": "Ascension Day",
         "Pentecost Monday": "Whit Monday", "New Years Eve": "New Year's Eve", "January 2nd": "Day after New Year's Day",
         "All Saints Day": "All Saints' Day", "All Souls Day": "All Souls' Day", "Assunção de Nossa Senhora": "Assumption Day",
         "Assumption of Mary to Heaven": "Assumption Day", "Dia da Liberdade": "Freedom Day", "Dia de Portugal": "Portugal Day",
         "Dia do Trabalhador": "Labour Day", "Día de la Constitución Española": "Constitution Day",
         "Día del trabajador": "Labour Day", "Fiesta nacional de España": "National Day",
         "Imaculada Conceição": "Immaculate Conception", "Implantação da República": "Republic Day",
         "Jaanipäev": "Midsummer Day", "Kevadpüha": "Spring Day",
         "Restauração da Independência": "Restoration of Independence Day", "Taasiseseisvumispäev": "Restoration of Independence Day",
         "Teine jõulupüha": "Second Day of Christmas", "Todos os santos": "All Saints' Day", "Trzech Kroli": "Epiphany",
         "Võidupüha": "Victory Day"}
HEAD = """# SPDX-License-Identifier: EUPL-1.2
# Closed days of {name}, Monday to Friday. Made by tools/calendars/remake.py: change its settled.tsv, not this file.
# README.md says where the days come from and what the marks in brackets mean.
calendar: {code}
closed:
"""


def is_weekday(day):
    return datetime.date.fromisoformat(day).weekday() < 5


def from_npm():
    """The days of date-holidays: a set for each country."""
    command = ["node", str(HERE / "npm.mjs"), str(FIRST_YEAR), str(LAST_YEAR), *COUNTRIES]
    days = {code: set() for code in COUNTRIES}
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        code, day = line.split("\t")
        if is_weekday(day):
            days[code].add(day)
    return days


def from_debian():
    """The days of workalendar with their English names; a country that it does not have has none."""
    days = {code: {} for code in COUNTRIES}
    for code in COUNTRIES:
        calendar = registry.region_registry.get(code)
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for day, name in calendar().holidays(year) if calendar else []:
                if is_weekday(day.isoformat()):
                    days[code].setdefault(day.isoformat(), NAMES.get(name, name))
    return days


def from_hand(complain):
    """The days that settled.tsv decides: (closed, name) by country and day."""
    days = {}
    for number, line in enumerate(SETTLED.read_text().splitlines(), 1):
        if line.startswith("#"):
            continue
        code, listed, verdict, name, _reason = line.split("\t")
        for day in listed.split(","):
            if (code, day) in days or verdict not in ("closed", "open") or not is_weekday(day):
                complain(f"settled.tsv:{number}: {code} {day} stands twice, is a weekend or neither closed nor open")
            days[code, day] = (verdict == "closed", name)
    return days


def closed_days(code, npm, debian, hand, complain):
    """The lines of a country: (day, name with its mark)."""
    settled = {day for of, day in hand if of == code}
    for day in sorted(npm | set(debian) | settled):
        sources = [mark for mark, known in (("npm", day in npm), ("debian", day in debian)) if known]
        if day not in settled and len(sources) == 2:
            yield day, debian[day]
        elif day not in settled:
            complain(f"{code} {day} {debian.get(day, '')}: only {sources[0]} has it; settle it in settled.tsv")
        elif len(sources) == 2 and hand[code, day][0]:
            complain(f"{code} {day}: both sources have it; it needs no line in settled.tsv")
        elif not sources and not hand[code, day][0]:
            complain(f"{code} {day}: no source has it; it needs no line in settled.tsv")
        elif hand[code, day][0]:
            mark = ", ".join(sources + ["settled"]) if code in COUNTRIES else "pattern"
            yield day, f"{hand[code, day][1]} [{mark}]"


def main():
    faults = []
    npm, debian, hand = from_npm(), from_debian(), from_hand(faults.append)
    for code, name in (COUNTRIES | COMMISSION).items():
        days = closed_days(code, npm.get(code, set()), debian.get(code, {}), hand, faults.append)
        text = HEAD.format(name=name, code=f'"{code}"' if code == "NO" else code)
        text += "".join(f"  - {day} # {words}\n" for day, words in days)
        file = CALENDARS / f"{code}.yaml"
        before = file.read_text() if file.exists() else ""
        if "--compare" in sys.argv[1:]:
            faults += difflib.unified_diff(before.splitlines(), text.splitlines(), file.name, "made anew", lineterm="")
        else:
            file.write_text(text)
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
