package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// child runs a section in a process of its own. wrapper is a program to run it
// under, such as strace with its arguments.
func child(ctx context.Context, o options, name string, wrapper ...string) ([]row, error) {
	cmd, err := command(ctx, o, name, wrapper...)
	if err != nil {
		return nil, err
	}
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("section %s: %w", name, err)
	}
	var rows []row
	return rows, json.Unmarshal(out, &rows)
}

// command prepares a process that is this program.
func command(ctx context.Context, o options, name string, wrapper ...string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := append(wrapper, self, name, "--dir", o.dir,
		"--events", fmt.Sprint(o.events), "--rounds", fmt.Sprint(o.rounds), "--arg", o.arg, "--profile", o.profile)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) // #nosec G204 -- ourselves, or strace
	cmd.Stderr = os.Stderr
	return cmd, nil
}

// peer starts a process that prints one line when it is ready and ends when
// its standard input does.
func peer(ctx context.Context, o options, name string) (line string, stop func() error, kill func() error, err error) {
	cmd, err := command(ctx, o, name)
	if err != nil {
		return "", nil, nil, err
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", nil, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, nil, err
	}
	stop = func() error {
		_ = in.Close() // its end is the signal
		_, _ = io.Copy(io.Discard, out)
		return cmd.Wait()
	}
	kill = func() error {
		_ = cmd.Process.Kill() // it is there: it was started above
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait() // says that it was killed
		return nil
	}
	if _, err := fmt.Fscanln(out, &line); err != nil {
		return "", nil, nil, fmt.Errorf("%s did not begin: %w (%w)", name, err, kill())
	}
	return line, stop, kill, nil
}
