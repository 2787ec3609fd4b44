package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
)

// cores is how many the figures are for.
const cores = 2

// options are the command line's.
type options struct {
	only   string
	dir    string
	events int
	rounds int
	arg    string // what a section tells its child
	// profile is a folder for processor profiles, one of each process.
	profile string
}

// section measures something and returns the lines of the table.
type section func(ctx context.Context, o options) ([]row, error)

// order is that of the table; each name is an argument of --only.
var order = []string{"desk", "path", "floor", "start", "latency", "takeover", "keys"}

// sections are the programs within this program.
var sections = map[string]section{
	"desk": measureDesk, "path": measurePath, "floor": measureFloor, "start": measureStart, "latency": measureLatency,
	"takeover": measureTakeOver, "keys": measureKeys,
	// children of other sections
	"one-path": measureOnePath, "sender": runSender, "generate": runGenerate, "one-start": measureOneStart,
	"team-hub": runTeamHub,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "floorwalker-bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	runtime.GOMAXPROCS(min(cores, runtime.NumCPU()))
	child := len(args) > 0 && sections[args[0]] != nil
	name := ""
	if child {
		name, args = args[0], args[1:]
	}
	var o options
	f := flag.NewFlagSet("floorwalker-bench", flag.ContinueOnError)
	f.StringVar(&o.only, "only", "", "sections to run, by commas: "+strings.Join(order, ", "))
	f.StringVar(&o.dir, "dir", "", "a folder on the disk to measure (default: a temporary one)")
	f.IntVar(&o.events, "events", 1_000_000, "events in the log of the section start")
	f.IntVar(&o.rounds, "rounds", 3, "rounds of which the median is taken")
	f.StringVar(&o.profile, "profile", "", "a folder for processor profiles, one of each process")
	f.StringVar(&o.arg, "arg", "", "for a child of a section")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if child {
		stop, err := profile(o.profile, name)
		if err != nil {
			return err
		}
		rows, err := sections[name](ctx, o)
		stop()
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(rows)
	}
	return all(ctx, o)
}

// profile begins a profile of this process, if one is wanted.
func profile(dir, name string) (stop func(), err error) {
	if dir == "" {
		return func() {}, nil
	}
	f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s-%d.pprof", name, os.Getpid()))) // #nosec G304 G703 -- the caller's folder
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close() // a profile that is cut short says so itself
	}, nil
}

// all runs the sections one after the other and prints the table.
func all(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp(o.dir, "floorwalker-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	o.dir = dir
	facts, err := machine(dir)
	if err != nil {
		return err
	}
	var rows []row
	for _, name := range order {
		if o.only != "" && !slices.Contains(strings.Split(o.only, ","), name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "measuring %s…\n", name)
		got, err := child(ctx, o, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		rows = append(rows, got...)
	}
	return print(os.Stdout, facts, rows)
}
