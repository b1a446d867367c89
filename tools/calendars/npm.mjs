// SPDX-License-Identifier: EUPL-1.2
// Prints the national public holidays that the npm package date-holidays knows: "COUNTRY<tab>DAY", for
//   node npm.mjs FIRST_YEAR LAST_YEAR COUNTRY...
import Holidays from 'date-holidays'

const [first, last, ...countries] = process.argv.slice(2)

for (const country of countries) {
  const holidays = new Holidays(country)
  for (let year = Number(first); year <= Number(last); year++)
    for (const { date, type } of holidays.getHolidays(year))
      if (type === 'public') console.log(`${country}\t${date.slice(0, 10)}`)
}
