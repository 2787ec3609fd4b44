package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// diskVariable makes the re-executed binary mount a small disk of its own
// first: "full:DIR" has hardly room left, "readonly:DIR" none that can be
// written.
const diskVariable = "FLOORWALKER_FLOORHUB_DISK"

// exitNoMount says that this machine allows no mounting.
const exitNoMount = 99

// prepareDisk mounts what place asks for; it runs inside the re-executed
// binary, in a mount namespace of its own.
func prepareDisk(place string) error {
	kind, dir, _ := strings.Cut(place, ":")
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m"); err != nil {
		return err
	}
	if kind == "full" {
		return os.MkdirAll(filepath.Join(dir, "hub"), 0o700) // less than the log keeps in reserve
	}
	return syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
}

// onDisk runs floorhub in a process of its own on such a disk. Where nothing
// can be mounted, a folder without the right to write stands in for a disk.
func onDisk(t *testing.T, kind string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	dir := t.TempDir()
	text, err := json.Marshal(append(args, "--data-dir", filepath.Join(dir, "hub")))
	if err != nil {
		t.Fatal(err)
	}
	attr := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	start := func(place string, attr *syscall.SysProcAttr) error {
		var out, errs strings.Builder
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), argsVariable+"="+string(text), diskVariable+"="+place)
		cmd.SysProcAttr, cmd.Stdout, cmd.Stderr = attr, &out, &errs
		err := cmd.Run()
		if cmd.ProcessState != nil {
			code = cmd.ProcessState.ExitCode()
		}
		stdout, stderr = out.String(), errs.String()
		var exit *exec.ExitError
		if errors.As(err, &exit) && code != exitNoMount {
			return nil
		}
		return err
	}
	if err := start(kind+":"+dir, attr); err != nil {
		t.Logf("nothing can be mounted here (%v), so the folder is closed", err)
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
		if err := start("", nil); err != nil {
			t.Fatal(err)
		}
	}
	return code, stdout, stderr
}

// TestADiskThatCannotBeWritten gives one clear sentence and a status, and no
// token that would not work.
func TestADiskThatCannotBeWritten(t *testing.T) {
	for _, kind := range []string{"full", "readonly"} {
		for _, args := range [][]string{{"agent", "add", "Asha", "--role", "lead"}, {"serve", "--listen", "127.0.0.1:0"}} {
			if kind == "full" && args[0] == "serve" {
				continue // it serves what it has, and refuses what is new
			}
			t.Run(kind+" "+args[0], func(t *testing.T) {
				code, out, errs := onDisk(t, kind, args...)
				if code != exitFailed || out != "" {
					t.Errorf("%d %q", code, out)
				}
				oneSentence(t, errs)
				t.Log(strings.TrimSpace(errs))
			})
		}
	}
}
