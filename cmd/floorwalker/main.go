package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"runtime/debug"

	"github.com/alecthomas/kong"
	"gopkg.in/natefinch/lumberjack.v2"

	"floorwalker/cmd/internal/station"
	"floorwalker/storage"
	"floorwalker/sync/log"
)

// version is set by the build.
var version = "0.1.0"

// cli is the command line.
type cli struct {
	Hub          string           `help:"A team's hub, such as wss://hub.example.com/v1/stream, or several with commas between; without it a hub runs inside this program." placeholder:"URL"`
	Profile      string           `help:"Which of several sign-ins." default:"default" placeholder:"NAME"`
	DataDir      string           `help:"Where this program keeps its data." placeholder:"D" type:"path"`
	Name         string           `help:"Your name on your own practice floor." placeholder:"NAME"`
	PracticeFile string           `help:"Play recorded dialogues on the practice floor." placeholder:"F.jsonl" type:"existingfile"`
	Rate         float64          `help:"Events a second when playing; 0 keeps the file's own times." placeholder:"EVENTS_PER_S"`
	Speed        float64          `help:"How many times faster than life practice plays." default:"1" placeholder:"N"`
	Knowledge    string           `help:"Markdown articles that the bot's answers are checked against; those of the practice floor without it." placeholder:"DIR" type:"existingdir"`
	NoScenarios  bool             `help:"A practice floor without simulated customers."`
	Listen       string           `help:"Address of the built-in hub." default:"127.0.0.1:0" placeholder:"ADDR" hidden:""`
	DrawStats    bool             `help:"Print at the end how soon things were on screen." hidden:""`
	Without      []string         `help:"Leave a feature out, to see that a test would notice: observe-frame, notifications." hidden:""`
	Version      kong.VersionFlag `help:"Print the version."`
}

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitInUse  = 3
)

// gcPercent trades a little processor for memory: a desk shares its machine
// with everything else that somebody needs for eight hours.
const gcPercent = 40

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program.
func run(args []string, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("floorwalker"), kong.Vars{"version": version},
		kong.Description("The desk of a person who watches live chats."),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(stderr, "floorwalker:", err)
		return exitFailed
	}
	_, err = parser.Parse(args)
	if exited >= 0 {
		return exited // --help or --version
	}
	if err != nil {
		fmt.Fprintln(stderr, "floorwalker:", err)
		return exitUsage
	}
	if err := c.defaults(); err != nil {
		fmt.Fprintln(stderr, "floorwalker:", err)
		return exitFailed
	}
	debug.SetGCPercent(gcPercent)
	logger, closeLog := c.logger()
	defer closeLog()
	if err := open(&c, logger); err != nil {
		logger.Error("ended", "error", err)
		fmt.Fprintln(stderr, "floorwalker:", err)
		return exitStatus(err)
	}
	return exitDone
}

func exitStatus(err error) int {
	var (
		hubInUse   *log.InUseError
		storeInUse *storage.InUseError
	)
	switch {
	case errors.As(err, &hubInUse), errors.As(err, &storeInUse):
		return exitInUse
	case errors.Is(err, station.ErrUsage):
		return exitUsage
	}
	return exitFailed
}

// defaults fills in what was not said, and makes the folders.
func (c *cli) defaults() error {
	if c.DataDir == "" {
		base, err := os.UserConfigDir()
		if err != nil {
			return errors.New("there is no home folder; give --data-dir")
		}
		c.DataDir = filepath.Join(base, "floorwalker")
	}
	if c.Name == "" {
		c.Name = ownName()
	}
	if err := os.MkdirAll(c.profileDir(), 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	return nil
}

func (c *cli) profileDir() string {
	return filepath.Join(c.DataDir, "profiles", filepath.Base(c.Profile))
}
func (c *cli) hubDir() string { return filepath.Join(c.DataDir, "hub") }

// ownName is what customers of the practice floor see.
func ownName() string {
	u, err := user.Current()
	switch {
	case err != nil, u.Username == "root":
		return "Agent"
	case u.Name != "":
		return u.Name
	}
	return u.Username
}

// logger writes to a rotating file; what crashes goes beside it.
func (c *cli) logger() (*slog.Logger, func()) {
	file := &lumberjack.Logger{Filename: filepath.Join(c.DataDir, "floorwalker.log"), MaxSize: 5, MaxBackups: 3}
	crash, err := os.OpenFile(filepath.Join(c.DataDir, "crash.txt"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		if err = debug.SetCrashOutput(crash, debug.CrashOptions{}); err == nil {
			err = crash.Close()
		}
	}
	l := slog.New(slog.NewTextHandler(file, nil))
	if err != nil {
		l.Warn("a crash would not be written down", "error", err)
	}
	return l, func() { _ = file.Close() } // nobody is left to tell
}
