package storage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// On Linux a test may have a disk of its own: a process in its own mount
// namespace (and user namespace, where it is not root) mounts a small tmpfs
// that nobody else sees and that goes with it.
func systemRoles() map[string]func(string) error {
	return map[string]func(string) error{
		"mount":    func(dir string) error { return mount(dir, 0) },
		"full":     playFull,
		"readonly": playReadOnly,
	}
}

func mount(dir string, flags uintptr) error {
	if flags == 0 {
		// What is mounted from here on stays in this namespace.
		if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
			return err
		}
	}
	return syscall.Mount("tmpfs", dir, "tmpfs", flags, "size=1m")
}

func playFull(dir string) error {
	if err := mount(dir, 0); err != nil {
		return err
	}
	return survivesFull(filepath.Join(dir, "desk.db"), testOptions())
}

func playReadOnly(dir string) error {
	if err := mount(dir, 0); err != nil {
		return err
	}
	path := filepath.Join(dir, "desk.db")
	s, err := Open(path, testOptions())
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	old := filepath.Join(dir, "old.db")
	if err := makeV2(old); err != nil {
		return err
	}
	before, err := os.ReadFile(old)
	if err != nil {
		return err
	}
	if err := mount(dir, syscall.MS_REMOUNT|syscall.MS_RDONLY); err != nil {
		return err
	}
	err = errors.Join(refusesFolder(path), refusesFolder(filepath.Join(dir, "new.db")), refusesFolder(old))
	if after, no := os.ReadFile(old); no != nil || !bytes.Equal(before, after) {
		err = errors.Join(err, errors.New("a file that cannot be migrated was changed"), no)
	}
	return err
}

// refusesFolder checks the one sentence for a place that cannot be written.
func refusesFolder(path string) error {
	_, err := Open(path, testOptions())
	var folder *FolderError
	if !errors.As(err, &folder) || !strings.Contains(err.Error(), filepath.Dir(path)) {
		return fmt.Errorf("opening %s in a read-only folder returned %w", filepath.Base(path), err)
	}
	return nil
}

// inNamespace runs a role where it may mount. mayMount is false where this
// machine allows no namespace; the test then takes another way to the same failure.
func inNamespace(t *testing.T, role string) (mayMount bool) {
	t.Helper()
	try := func(role string) (string, error) {
		c := child(t, role, t.TempDir())
		c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
		if os.Geteuid() != 0 {
			c.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
			c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
			c.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
		}
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := try("mount"); err != nil {
		t.Logf("no disk of its own for this test: %v %s", err, out)
		return false
	}
	if out, err := try(role); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	return true
}

func TestFullDisk(t *testing.T) {
	if inNamespace(t, "full") {
		t.Log("on a tmpfs of 1 MiB")
		return
	}
	o := testOptions()
	o.maxSize = 1 << 20
	if err := survivesFull(filepath.Join(t.TempDir(), "desk.db"), o); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if inNamespace(t, "readonly") {
		t.Log("on a tmpfs mounted read-only")
		return
	}
	dir := t.TempDir()
	if os.Geteuid() == 0 {
		// Root may write anywhere that is not mounted read-only, except
		// where the kernel itself lists processes.
		dir = "/proc"
	} else if err := os.Chmod(dir, 0o500); err != nil { //nolint:gosec // G302: a folder needs its x
		t.Fatal(err)
	}
	if err := refusesFolder(filepath.Join(dir, "desk.db")); err != nil {
		t.Fatal(err)
	}
}
