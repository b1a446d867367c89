#!/usr/bin/perl
# SPDX-License-Identifier: EUPL-1.2
# check.pl PLURALS LANGUAGE FILE.po: what msgfmt does not check: empty and fuzzy texts, named placeholders, plural rule.
use strict;
use warnings;

my ($plurals, $lang, $file) = @ARGV;
my ($forms, $rule);
open my $table, '<', $plurals or die "$plurals: $!\n";
while (<$table>) { chomp; my @cell = split /\t/; ($forms, $rule) = @cell[1, 2] if $cell[0] eq $lang }
my $faults = 0;
sub fault { my ($line, $what) = @_; print "translations/$file:$line: $what\n"; $faults++ }
fault(1, "language $lang is not in plurals.tsv") unless defined $forms;

sub set_of { my %set = map { $_ => 1 } ($_[0] =~ /\{[a-z][a-z0-9_]*\}/g); return join ' ', sort keys %set }

my (%entry, $at, $line);
sub finish {
    return unless defined $entry{msgid};
    my %e = %entry;
    %entry = ();
    if ($e{msgid} eq '') {
        my ($said) = ($e{'msgstr'} // '') =~ /Plural-Forms: *(.*?)\\n/;
        my $due = defined $forms ? "nplurals=$forms; plural=$rule;" : '';
        fault($e{line}, "its plural rule is not that of plurals.tsv") if $due ne '' && ($said // '') ne $due;
        return;
    }
    fault($e{line}, 'is marked fuzzy') if $e{fuzzy};
    my @texts = defined $e{msgid_plural} ? map { $e{"msgstr[$_]"} } 0 .. ($forms // 2) - 1 : ($e{msgstr});
    my $want = set_of($e{msgid} . ($e{msgid_plural} // ''));
    for my $text (@texts) {
        if (!defined $text || $text eq '') { fault($e{line}, "is not translated: $e{msgid}"); last }
        my $has = set_of($text);
        # A plural form for exactly one or two may say the number in words.
        next if $has eq $want || (defined $e{msgid_plural} && join(' ', grep { $_ ne '{count}' } split / /, $want) eq $has);
        fault($e{line}, "has other placeholders ($has) than the English ($want): $e{msgid}");
    }
}

open my $po, '<', $file or die "$file: $!\n";
while (<$po>) {
    chomp;
    if (/^\s*$/) { finish(); next }
    next if /^#~/;
    if (/^#,.*\bfuzzy\b/) { $entry{fuzzy} = 1; next }
    next if /^#/;
    if (/^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+"(.*)"$/) { $at = $1; $entry{$at} = $2; $entry{line} //= $. }
    elsif (/^"(.*)"$/) { $entry{$at} .= $1 }
}
finish();
exit($faults ? 1 : 0);
