#!/usr/bin/perl
# SPDX-License-Identifier: EUPL-1.2
# Find the msgids of templates (.cs) and declared data (.yaml) and print them as PO entries.
#   extract.pl KEYS FILE...     KEYS: file with the keys whose values are texts, one a line ("key" or "key[]")
# Templates: t, tc, t1..t3, tn, tn1 with string literals. Data: the YAML that lib/decl accepts, no more
# (block maps and lists, flow maps and lists, quoted and plain scalars, | and > blocks, comments).
use strict;
use warnings;

my $keys_file = shift @ARGV or die "usage: extract.pl KEYS FILE...\n";
my (%text, %texts, %is_map);
open my $keys, '<', $keys_file or die "$keys_file: $!\n";
while (<$keys>) {
    next unless /^([a-z_]+)(\[\]|\{\})?$/;
    if    (!defined $2)  { $text{$1}   = 1 }
    elsif ($2 eq '[]')   { $texts{$1}  = 1 }
    else                 { $is_map{$1} = 1 }
}

sub quoted { my $s = shift; $s =~ s/([\\"])/\\$1/g; $s =~ s/\n/\\n/g; $s =~ s/\t/\\t/g; return "\"$s\"" }

sub entry {
    my ($where, $id, $plural, $context) = @_;
    return if !defined $id || $id eq '';
    print "#: $where\n";
    print 'msgctxt ', quoted($context), "\n" if defined $context;
    print 'msgid ',   quoted($id),      "\n";
    if (defined $plural) { print 'msgid_plural ', quoted($plural), "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n" }
    else                 { print "msgstr \"\"\n\n" }
}

sub template {
    my ($file, $source) = @_;
    my $string = qr/"([^"]*)"/;
    while ($source =~ /\b(t|tc|t1|t2|t3|tn|tn1)\(\s*$string(?:\s*,\s*$string)?/g) {
        my ($function, $first, $second) = ($1, $2, $3);
        my $line = 1 + (substr($source, 0, $-[0]) =~ tr/\n//);
        if    ($function eq 'tc')     { entry("$file:$line", $second, undef, $first) }
        elsif ($function =~ /^tn1?$/) { entry("$file:$line", $first, $second) }
        else                          { entry("$file:$line", $first) }
    }
}

# ---- YAML: a scalar is reported with the keys above it ------------------------------------------------------
my ($file, @lines, $row);

sub scalar_found {
    my ($path, $value, $line) = @_;
    return if $value =~ /^(true|false|null|~|-?[0-9.]+)?$/ || $value =~ /^\[\]|^\{\}/;
    my @path = @$path;
    my $in_list = @path && $path[-1] eq '[]';
    pop @path if $in_list;
    return unless @path;
    my $key   = $path[-1];
    my $above = @path > 1 ? $path[-2] : '';
    if ($in_list ? $texts{$key} : ($text{$key} || $is_map{$above})) { entry("$file:$line", $value) }
}

sub unquote {
    my $s = shift;
    if ($s =~ /^"(.*)"$/s) { $s = $1; $s =~ s/\\(["\\\/])/$1/g; $s =~ s/\\n/\n/g }
    elsif ($s =~ /^'(.*)'$/s) { $s = $1; $s =~ s/''/'/g }
    return $s;
}

# Take a comment off, outside quotes.
sub bare {
    my $s = shift;
    return q{} if $s =~ /^#/;
    my $out = '';
    while ($s =~ /\G("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\s+#.*|.)/gs) {
        last if $1 =~ /^\s+#/;
        $out .= $1;
    }
    $out =~ s/\s+$//;
    return $out;
}

# A flow collection: text from its bracket on; path of the node that holds it.
sub flow {
    my ($source, $path, $line) = @_;
    my @open = ();
    my @path = @$path;
    my $key;
    while ($source =~ /\G\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\[\]{},]|:(?=[\s\[{"']|$)|(?:[^\s,\[\]{}:"'#]|:(?=\S)|(?<=\S)["'#]|\s+(?![,\]\}:\s]))+)/gs) {
        my $token = $1;
        $token =~ s/\s+$//;
        if ($token eq '{' || $token eq '[') { push @open, [$token, scalar @path]; push @path, '[]' if $token eq '['; push @path, undef if $token eq '{' }
        elsif ($token eq '}' || $token eq ']') {
            if (defined $key) { scalar_found($token eq ']' ? \@path : [@path[0 .. $#path - 1], $key], unquote($key), $line) if $token eq ']'; $key = undef }
            my $was = pop @open or last;
            $#path = $was->[1] - 1;
            last unless @open;
        }
        elsif ($token eq ':') { $path[-1] = unquote($key // ''); $key = undef }
        elsif ($token eq ',') { scalar_found(\@path, unquote($key), $line) if defined $key && $open[-1][0] eq '['; $key = undef }
        elsif ($open[-1][0] eq '{' && defined $path[-1] && !defined $key && $source =~ /\G(?=\s*[,}])/gcs) { scalar_found(\@path, unquote($token), $line) }
        else { $key = $token }
    }
}

sub indent_of { return $_[0] =~ /^( *)/ ? length $1 : 0 }

# The value that starts in $rest (after a key or a dash), with deeper lines that belong to it.
sub value {
    my ($rest, $path, $indent) = @_;
    my $line = $row;
    $rest = bare($rest);
    if ($rest =~ /^[|>][-+]?$/) {
        my $fold = $rest =~ /^>/;
        my @block;
        while ($row < @lines && ($lines[$row] =~ /^\s*$/ || indent_of($lines[$row]) > $indent)) { push @block, $lines[$row++] }
        pop @block while @block && $block[-1] =~ /^\s*$/;
        s/^\s+// for @block;
        scalar_found($path, join($fold ? ' ' : "\n", @block) . ($rest =~ /-$/ ? '' : "\n"), $line);
        return;
    }
    # Plain, quoted and flow values may run over deeper lines.
    if ($rest ne '') {
        while ($row < @lines && $lines[$row] !~ /^\s*$/ && $lines[$row] !~ /^\s*#/ && indent_of($lines[$row]) > $indent) { my $more = bare($lines[$row++]); $more =~ s/^\s+//; $rest .= " $more" }
        if ($rest =~ /^[\[{]/) { flow($rest, $path, $line) } else { scalar_found($path, unquote($rest), $line) }
        return;
    }
    block($path, $indent);
}

sub block {
    my ($path, $above) = @_;
    my $indent;
    while ($row < @lines) {
        if ($lines[$row] =~ /^\s*(#|$)/ || $lines[$row] =~ /^---/) { $row++; next }
        my $here = indent_of($lines[$row]);
        my $dash = $lines[$row] =~ /^ *- /;
        return if $here < $above || ($here == $above && !$dash && $above >= 0);
        $indent = $here unless defined $indent;
        return if $here != $indent;
        entry_line($path, $indent) or return;
    }
}

sub entry_line {
    my ($path, $indent) = @_;
    my $content = substr $lines[$row], $indent;
    if ($content =~ /^-(\s+)(.*)$/s) {
        my ($gap, $rest) = ($1, $2);
        if ($rest =~ /^("[^"]*"|'[^']*'|[^\s"'\[{#][^:#]*):(\s|$)/) { # a map begins on the line of its dash
            $lines[$row] = ' ' x ($indent + 1 + length $gap) . $rest;
            block([@$path, '[]'], $indent + 1);
        } else {
            $row++;
            value($rest, [@$path, '[]'], $indent);
        }
        return 1;
    }
    if ($content =~ /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\[{#](?:[^:]|:(?=\S))*):(?:\s+(.*))?$/s) {
        my ($key, $rest) = (unquote($1), $2 // '');
        $row++;
        value($rest, [@$path, $key], $indent);
        return 1;
    }
    die "$file:" . ($row + 1) . ": this line is not understood\n";
}

for my $name (@ARGV) {
    $file = $name;
    open my $in, '<', $file or die "$file: $!\n";
    my $source = do { local $/; <$in> };
    if ($file =~ /\.yaml$/) {
        @lines = split /\n/, $source, -1;
        $row   = 0;
        block([], -1);
        die "$file:" . ($row + 1) . ": stopped here\n" if $row < @lines;
    } else {
        template($file, $source);
    }
}
