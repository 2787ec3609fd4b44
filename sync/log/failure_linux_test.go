package log

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The process that works on a small disk gets one as a tmpfs in a mount
// namespace of its own. Where that is not allowed, its writes fail at a file
// size instead.
func TestAFullDiskLosesNothing(t *testing.T) {
	mount := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		mount.Cloneflags |= syscall.CLONE_NEWUSER
		mount.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		mount.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	dir := t.TempDir()
	out, err := runSmallDisk("mount:"+dir, mount)
	if err != nil && (out == "" || strings.Contains(out, errNoMount.Error())) {
		t.Logf("no mount here (%v %s), so writes fail at a file size", err, out)
		out, err = runSmallDisk("limit:"+dir, nil)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Log(out)
}

// A write that fails in the middle of a batch leaves a part of it on disk;
// the reopening takes it away again.
func TestAWriteThatStopsHalfWayIsUndone(t *testing.T) {
	out, err := runSmallDisk("limit:"+t.TempDir(), nil)
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func runSmallDisk(place string, attr *syscall.SysProcAttr) (string, error) {
	cmd := exec.Command(os.Args[0]) // #nosec G204 -- this very binary
	cmd.Env = append(os.Environ(), smallDisk+"="+place)
	cmd.SysProcAttr = attr
	out, err := cmd.CombinedOutput()
	return string(out), err
}

var errNoMount = errors.New("cannot mount")

// onSmallDisk runs inside the re-executed binary.
func onSmallDisk(place string) error {
	kind, dir, _ := strings.Cut(place, ":")
	if kind == "limit" {
		return withFileLimit(dir)
	}
	err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, "")
	if err == nil {
		err = syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=96m")
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errNoMount, err)
	}
	if err := withFullDisk(dir); err != nil {
		return err
	}
	return withReadOnlyDisk(dir)
}

// tally is a log with the records it acknowledged.
type tally struct {
	*Log
	acked int
}

// add appends n records of 1.7 KB and counts them when acknowledged.
func (c *tally) add(n int) error {
	recs := batch("c", c.acked, n)
	for i := range recs {
		recs[i].Data = append(recs[i].Data, make([]byte, 1700)...)
	}
	if _, err := c.Append(context.Background(), recs); err != nil {
		return err
	}
	c.acked += n
	return nil
}

// check requires every acknowledged record once and nothing else.
func (c *tally) check() error {
	n := 0
	err := c.Read(context.Background(), 0, func(_ uint64, data []byte) error {
		if !strings.HasPrefix(string(data), fmt.Sprintf("c/%d\x00", n)) {
			return fmt.Errorf("record %d is %.20q", n, data)
		}
		n++
		return nil
	})
	if err == nil && n != c.acked {
		err = fmt.Errorf("%d records, %d were acknowledged", n, c.acked)
	}
	return err
}

func (c *tally) reopen(dir string) (err error) {
	if c.Log != nil {
		if err := c.Close(); err != nil {
			return err
		}
	}
	c.Log, err = Open(context.Background(), Config{Dir: dir})
	return err
}

// fill writes a file until only left bytes remain free.
func fill(name string, left uint64) error {
	free, err := freeBytes(filepath.Dir(name))
	if err != nil || free <= left {
		return err
	}
	return os.WriteFile(name, make([]byte, free-left), 0o600)
}

func withFullDisk(dir string) error {
	filler := filepath.Join(dir, "filler")
	var c tally
	if err := c.reopen(dir); err != nil {
		return err
	}
	for range 20 {
		if err := c.add(100); err != nil {
			return err
		}
	}
	if err := fill(filler, reserve); err != nil {
		return err
	}
	if err := c.add(10); !errors.Is(err, ErrFull) {
		return fmt.Errorf("in the reserve: %w", err)
	}
	// Now without the reserve, as if somebody else filled the disk between the
	// look and the write: the store itself runs into the wall, at various places.
	c.embedded.free = func(string) (uint64, error) { return 1 << 40, nil }
	for _, left := range []uint64{700 << 10, 300 << 10, 100 << 10, 0} {
		if err := c.runIntoTheWall(filler, left); err != nil {
			return fmt.Errorf("with %d KB left: %w", left>>10, err)
		}
	}
	fmt.Println("reopened", c.Stats().Reopened, "times, acknowledged", c.acked)
	if _, err := Open(context.Background(), Config{Dir: filepath.Join(dir, "new")}); !errors.Is(err, ErrFull) {
		return fmt.Errorf("opened on a full disk: %w", err)
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	if err := c.reopen(dir); err != nil {
		return err
	}
	return errors.Join(c.check(), c.Close())
}

// runIntoTheWall appends more than fits into left bytes, and again when there
// is room; it begins and ends with a full disk.
func (c *tally) runIntoTheWall(filler string, left uint64) error {
	refill := func(left uint64) error {
		if err := os.Remove(filler); err != nil {
			return err
		}
		return fill(filler, left)
	}
	if err := refill(left); err != nil {
		return err
	}
	for range 3 {
		if err := c.add(400); !errors.Is(err, ErrFull) {
			return fmt.Errorf("not said to be full: %w", err)
		}
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	if err := c.add(10); err != nil {
		return fmt.Errorf("there is room again: %w", err)
	}
	if err := c.check(); err != nil {
		return err
	}
	return fill(filler, 0)
}

func withReadOnlyDisk(dir string) error {
	err := syscall.Mount(dir, dir, "", syscall.MS_BIND, "")
	if err == nil {
		err = syscall.Mount("", dir, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
	}
	if err != nil {
		return fmt.Errorf("mount read-only: %w", err)
	}
	_, err = Open(context.Background(), Config{Dir: dir})
	if !errors.Is(err, ErrReadOnly) {
		return fmt.Errorf("opened on a read-only disk: %w", err)
	}
	fmt.Println(err)
	return nil
}

// withFileLimit lets writes fail at a file size, which needs no rights.
func withFileLimit(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	var c tally
	if err := c.reopen(dir); err != nil {
		return err
	}
	if err := c.add(100); err != nil {
		return err
	}
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	low := old
	low.Cur = 300 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &low); err != nil {
		return err
	}
	for range 3 {
		if err := c.add(100); err == nil {
			return errors.New("a write beyond the limit was acknowledged")
		}
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	if err := c.add(10); err != nil {
		return fmt.Errorf("without the limit: %w", err)
	}
	if err := c.check(); err != nil {
		return err
	}
	if err := c.reopen(dir); err != nil {
		return err
	}
	return errors.Join(c.check(), c.Close())
}
