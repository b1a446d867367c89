#!/usr/bin/perl
# SPDX-License-Identifier: EUPL-1.2
# Prints each name in a comment of lib/, cgi/ and sql/, or in a README of lib/, that nothing bears; see names.sh.
use strict;
use warnings;

# Names of other projects, which comments explain.
my %foreign = map { $_ => 1 } qw(REMOTE_USER NERR_NOT_FOUND _hdf util/neo_hdf.h);

sub text_of { open my $file, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return <$file> // ''; }

my @sources = grep { -f && !/\.gen\.|paths\.h$/ } map { chomp; $_ } qx(find lib cgi sql -name '*.[ch]' -o -name '*.def' -o -name '*.sql' | LC_ALL=C sort);
my @readmes = map { chomp; $_ } qx(find lib -name README.md | LC_ALL=C sort);
my (%known, %files, @comments);

sub learn { $known{$_} = 1 for $_[0] =~ /[A-Za-z_]\w*/g; }

# Comments are kept with their place; strings may hold what looks like one.
sub read_source {
    my ($path) = @_;
    my $text = text_of($path);
    my $sql = $path =~ /\.sql$/;
    my $pattern = $sql ? qr/--(?!\?)[^\n]*/ : qr{/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'}s;
    my $code = '';
    my $last = 0;
    while ($text =~ /$pattern/g) {
        my ($start, $piece) = ($-[0], $&);
        $code .= substr($text, $last, $start - $last);
        $last = $start + length $piece;
        if ($piece =~ /^["']/) { $code .= $piece; next; }
        # The name of a statement is no comment.
        if ($piece =~ /^--(?: name:| part:|\+) ?(\w+)/) { $code .= " $1 "; next; }
        push @comments, [$path, 1 + (substr($text, 0, $start) =~ tr/\n//), $piece];
    }
    learn($code . substr($text, $last));
}

sub read_readme {
    my ($path) = @_;
    my $line = 0;
    for my $text (split /\n/, text_of($path)) {
        $line++;
        push @comments, [$path, $line, $1] while $text =~ /`([\w.\/]+(?:\(\))?)`/g;
    }
}

sub is_file {
    my ($path, $name) = @_;
    (my $folder = $path) =~ s{[^/]*$}{};
    return 1 if -e $name || -e "lib/$name" || -e "$folder$name" || $name =~ /\.gen\.|(^|\/)paths\.h$/;
    (my $base = $name) =~ s{.*/}{};
    # A name alone is enough where it is the only one; with a folder the folder must be right.
    return $name eq $base && $files{$base};
}

sub check {
    my ($path, $line, $text) = @_;
    my $readme = $path =~ /README\.md$/;
    while ($text =~ m{[\w./-]*[A-Za-z_]\w*(?:\.[ch]\b)?(?:\(\))?}g) {
        my ($word, $at) = ($&, $line + (substr($text, 0, $-[0]) =~ tr/\n//));
        $word =~ s{^[.\-/]+|[.\-/]+$}{}g;
        (my $name = $word) =~ s/\(\)$//;
        next if $foreign{$name};
        if ($name =~ m{^[\w/-]+\.[ch]$}) {
            print "$path:$at: there is no file $name\n" if !$readme && !is_file($path, $name);
        } elsif ($name =~ /^[A-Za-z_]\w*$/ && ($word =~ /\(\)$/ || $name =~ /_/)) {
            # A name that ends with _ is the beginning of several; one in capitals after SQL_ or HTTP_, or NAME after an underscore, stands for any.
            next if $known{$name} || ($readme && ($files{"$name.c"} || $files{"$name.h"})) || $name =~ /^(SQL_NAME|SQL_NAME__FLAG|HTTP_\w*|\w+_NAME)$/;
            next if $name =~ /_$/ && grep { index($_, $name) == 0 } keys %known;
            print "$path:$at: nothing is called $name\n";
        }
    }
    return if $readme;
    # "name - what it does" at the beginning of a comment, "struct name" anywhere.
    if ($path =~ /\.h$/ && $text =~ m{^/\*\s*(?:\*\s+)?([a-z]\w*(?:, [a-z]\w*)*) - }) {
        for my $name (split /, /, $1) { print "$path:$line: nothing is called $name\n" if $name !~ /_/ && !$known{$name}; }
    }
}

for my $path (@sources) { (my $base = $path) =~ s{.*/}{}; $files{$base} = 1; }
read_source($_) for @sources;
read_readme($_) for @readmes;
# What data, pages and the web server call by name.
learn(text_of($_)) for grep { -f } map { chomp; $_ } qx(find conf templates configure.ac tests/unit -name '*.yaml' -o -name '*.conf*' -o -name '*.cs' -o -name '*.ac' -o -name '*.[ch]' 2>/dev/null);
# The libraries that a module may use, and their headers.
$foreign{$_} = 1 for -e 'lib/README.md' ? text_of('lib/README.md') =~ m{[\w/]+\.h}g : ();
check(@$_) for @comments;
