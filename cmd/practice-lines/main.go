package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is main with its surroundings as arguments; it returns the exit status.
func run(args []string, in io.Reader, out, problems io.Writer) int {
	flags := flag.NewFlagSet("practice-lines", flag.ContinueOnError)
	flags.SetOutput(problems)
	chats := flags.Int("chats", 0, "stop after this many dialogues; 0 takes all")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if flags.NArg() > 0 || *chats < 0 {
		_, _ = fmt.Fprintln(problems, "usage: practice-lines [--chats N] < dialogues.jsonl > practice.jsonl")
		return 2
	}
	skipped, err := convert(in, out, *chats)
	if skipped > 0 {
		_, _ = fmt.Fprintf(problems, "practice-lines: %d lines could not be used\n", skipped)
	}
	if err != nil {
		_, _ = fmt.Fprintf(problems, "practice-lines: %v\n", err)
		return 1
	}
	return 0
}
