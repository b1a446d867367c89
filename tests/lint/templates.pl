# SPDX-License-Identifier: EUPL-1.2
# templates.pl FILE.cs...: prints one line a fault (see templates.sh).
use strict;
use warnings;
use utf8;
use open qw(:std :utf8);

my ($file, $source);

sub fault { my ($at, $what) = @_; printf "%s:%d: %s\n", $file, 1 + (substr($source, 0, $at) =~ tr/\n//), $what }

# Commands of ClearSilver.
sub commands {
    # Names that a loop or a macro binds: `set:` on one would write into a value that is not the template's.
    my %bound = map { $_ => 1 } $source =~ /<\?cs\s*(?:each|with|loop):\s*(\w+)\s*=/g;
    $bound{$_} = 1 for map { split /\s*,\s*/ } $source =~ /<\?cs\s*def:\w+\(([^)]*)\)/g;
    while ($source =~ /<\?cs\s*(.*?)\s*\?>/gs) {
        my ($at, $command) = ($-[0], $1);
        next if $command =~ /^#/;
        fault($at, "$1 prints raw") if $command =~ /^(uvar|lvar|evar|alt|name|linclude|contentType)\b/;
        fault($at, 'escaping is not the business of a template') if $command =~ /^escape\b/;
        my $bare = $command;
        $bare =~ s/"[^"]*"/""/g;
        fault($at, 'string.slice cuts bytes and can read outside') if $bare =~ /string\.slice/;
        fault($at, 'set: takes a name of its own at the top, not a part of a value (lib/view/tree.h)') if $bare =~ /^set:\s*[\w]*[.\[]/ || ($bare =~ /^set:\s*(\w+)/ && $bound{$1});
        fault($at, 'html_escape and js_escape escape twice or not at all') if $bare =~ /\b(html_escape|js_escape|html_strip|text_html)\s*\(/;
        fault($at, 'an escape function switches escaping off for the whole expression') if $bare =~ /\burl_(escape|validate)\s*\(/ && $bare !~ /^var:url_(escape|validate)\([^()+]*\)$/;
    }
}

# Markup, with every command taken out: \x01 stands for one that prints, \x02 for the others.
sub markup {
    (my $text = $source) =~ s{(<\?cs\s*(.*?)\s*\?>)}{my ($all, $c) = ($1, $2); ($c =~ /^(var|call)\b/ ? "\x01" : "\x02") . ("\n" x ($all =~ tr/\n//))}egs;
    return $text;
}

# Values that people read: they come from t() or from a value.
my $spoken = qr/^(alt|title|placeholder|aria-label|aria-description|aria-roledescription|data-left|data-over|data-saved|data-saving|data-unsaved|label|summary|content)$/;

sub attributes {
    my ($at, $tag, $text) = @_;
    while ($text =~ /\G[\s\x02]*([^\s=>"'\/\x01\x02]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?/gc) {
        my ($name, $value) = (lc $1, $2);
        fault($at, "$name=: no inline script") if $name =~ /^on[a-z]/;
        fault($at, 'style=: no inline style') if $name eq 'style';
        next unless defined $value;
        unless ($value =~ /^"(.*)"$/s) { fault($at, "$name= is not in double quotes"); next }
        my $inner = $1;
        fault($at, "$name= holds words outside t()") if $name =~ $spoken && !($tag eq 'meta') && $inner =~ /\p{L}{2}/;
        fault($at, "$name= leads away from the site") if $name =~ /^(href|src|action)$/ && $inner =~ /^\s*[a-z]+:/i;
        fault($at, "$name= takes a whole address: url_escape is for one part of it") if $name =~ /^(href|src|action)$/ && $inner eq "\x01" && $value eq qq("\x01") && whole_escape($at);
    }
}

# Is the address that begins at or behind a position a url_escape() by itself?
sub whole_escape { my $at = shift; return substr($source, $at, 400) =~ /^[^>]*?(?:href|src|action)="<\?cs\s*var:url_escape\(/ }

sub words {
    my $text = markup();
    my $offset = 0;
    # Positions are of the text without commands; lines are the same, which is what a fault names.
    my $line_of = sub { my $upto = substr($text, 0, shift); my $lines = ($upto =~ tr/\n//); my $at = 0; $at = 1 + index($source, "\n", $at) for 1 .. $lines; return $at };
    $text =~ s/<!DOCTYPE html>/' ' x 15/e;
    while ($text =~ /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gs) {
        my ($at, $close, $tag, $rest, $between) = ($-[0], $1, $2, $3, $4);
        if (defined $tag) {
            fault($line_of->($at), "<$tag> has no place in a template") if lc $tag eq 'style' || (lc $tag eq 'script' && $close eq '' && $rest !~ /\ssrc=/);
            attributes($line_of->($at), lc $tag, $rest) if $close eq '';
            next;
        }
        next if substr($text, 0, $at) =~ /<kbd>$/; # names of keys
        $between =~ s{\s[a-z-]+="[^"]*"}{}g; # a macro that prints attributes
        $between =~ s/&[a-z]+;|&#[0-9]+;//g;
        fault($line_of->($at), "words outside t(): $1") if $between =~ /(\p{L}{2}[\p{L} ]*)/;
    }
}

for my $name (@ARGV) {
    $file = $name;
    open my $in, '<', $file or die "$file: $!\n";
    $source = do { local $/; <$in> };
    commands();
    words();
}
