package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"floorwalker/assets"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/log"
)

// version is set by the build.
var version = "0.1.0"

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitInUse  = 3
)

// cli is the command line.
type cli struct {
	Serve        serveCmd         `cmd:"" help:"Run the hub."`
	Agent        agentCmd         `cmd:"" help:"Who is on the team."`
	Audit        auditCmd         `cmd:"" help:"Print who observed, whispered and joined, as JSON lines."`
	Connect      connectCmd       `cmd:"" help:"The chat backends of this hub."`
	Backup       backupCmd        `cmd:"" help:"Write the log to one file, while the hub runs; attachments and secrets.key are not in it."`
	Bench        benchCmd         `cmd:"" help:"Measure how a hub carries a large team on this machine."`
	Coverage     coverageCmd      `cmd:"" help:"Print which chats nobody looked at in time today, by the second."`
	Files        filesCmd         `cmd:"" help:"The team's file library."`
	Handover     handoverCmd      `cmd:"" help:"What one shift has signed over to the next."`
	Keys         keysCmd          `cmd:"" help:"Whose signing keys are whose."`
	Label        labelCmd         `cmd:"" help:"Say what happened in your own chats, and export it."`
	Policy       policyCmd        `cmd:"" help:"What the team has decided: every number and list."`
	PracticeTime practiceTimeCmd  `cmd:"" help:"Turn the clock of a practice floor forward."`
	Restore      restoreCmd       `cmd:"" help:"Make a data folder from a backup."`
	Roster       rosterCmd        `cmd:"" help:"Who covers the floor, as a list and as a calendar."`
	Rules        rulesCmd         `cmd:"" help:"Print what became of the triggers of each rule."`
	Score        scoreCmd         `cmd:"" help:"Measure turns, one a line, as the hub measures them."`
	Tail         tailCmd          `cmd:"" help:"Print events as JSON lines."`
	Tickets      ticketsCmd       `cmd:"" help:"The tickets of chats that have ended."`
	Verify       verifyCmd        `cmd:"" help:"Say whether a handover is what was signed: exit status 0 good, 1 changed, 2 unreadable."`
	Version      kong.VersionFlag `help:"Print the version."`
}

// env is what commands are given, so that tests can be the terminal.
type env struct {
	ctx    context.Context
	in     io.Reader
	out    io.Writer
	stderr io.Writer
	logger *slog.Logger
	// child prepares a further process of this program; nil leaves it as it is.
	child func(*exec.Cmd)
}

// folder is the flag that all commands have.
type folder struct {
	DataDir string `help:"The hub's data folder." placeholder:"D" type:"path"`
}

// path returns the folder, by default one in the user's own data.
func (f folder) path() (string, error) {
	if f.DataDir != "" {
		return f.DataDir, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("%w: no home folder; give --data-dir", station.ErrUsage)
	}
	return filepath.Join(base, "floorwalker", "hub"), nil
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("floorhub"), kong.Vars{"version": version},
		kong.Description("A team's hub: watches the chats, keeps the log, tells every desk."),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(stderr, "floorhub:", err)
		return exitFailed
	}
	kctx, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help or --version
	}
	if err != nil {
		fmt.Fprintln(stderr, "floorhub:", err)
		return exitUsage
	}
	e := &env{ctx: ctx, in: stdin, out: stdout, stderr: stderr, logger: slog.New(slog.NewTextHandler(stderr, nil))}
	if err := kctx.Run(e); err != nil {
		fmt.Fprintln(stderr, "floorhub:", err)
		return exitStatus(err)
	}
	return exitDone
}

func exitStatus(err error) int {
	var inUse *log.InUseError
	switch {
	case errors.As(err, &inUse):
		return exitInUse
	case errors.Is(err, station.ErrUsage), errors.Is(err, errUnreadable):
		return exitUsage
	default:
		return exitFailed
	}
}

// table lays what is printed out in columns.
func (e *env) table() *tabwriter.Writer { return tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0) }

// options are those of a station that only serves this command.
func (e *env) options(dir, nats string) station.Options {
	return station.Options{
		Dir: dir, NATS: nats, Listen: "127.0.0.1:0", Policy: assets.DefaultPolicy, Clock: station.SystemClock(),
		Version: version, Now: time.Now, Logger: e.logger,
	}
}
