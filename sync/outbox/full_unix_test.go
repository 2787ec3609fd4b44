//go:build !windows

package outbox

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/storage"
)

// systemRoles are those that only this kind of system can play.
func systemRoles() map[string]func(dir string) error {
	return map[string]func(string) error{fullDir: fill}
}

// fullDir names the folder of the process that may write no file above a
// megabyte: to the store that is a full disk.
const fullDir = "FLOORWALKER_OUTBOX_FULL"

// fill gives commands until one is refused, and prints how many were not.
func fill(dir string) error {
	limit := syscall.Rlimit{Cur: 1 << 20, Max: 1 << 20}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	box, _, _, err := desk(dir)
	if err != nil {
		return err
	}
	n := 0
	for ; err == nil; n++ {
		_, err = box.Add(chat.Command{
			ID: chat.CommandID(fmt.Sprint("id-", n)), Chat: "c", Body: &chat.PostNote{Text: strings.Repeat("x", 20_000)},
		})
	}
	if _, full := errors.AsType[*storage.FullError](err); !full {
		return err
	}
	if n--; n != len(box.Pending()) {
		return fmt.Errorf("%d were taken, %d are pending", n, len(box.Pending()))
	}
	fmt.Println(n)
	return nil
}

// On a full disk nothing is called queued that is not, and what was queued
// stays.
func TestRealDiskFull(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	c := exec.Command(self)
	c.Env, c.Stderr = append(os.Environ(), fullDir+"="+dir), os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var taken int
	if _, err := fmt.Sscan(string(out), &taken); err != nil || taken == 0 {
		t.Fatalf("it said %q, %v", out, err)
	}
	box, l, s, err := desk(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(box.Pending()); n != taken {
		t.Errorf("%d were taken, %d are there", taken, n)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	l.file.Close()
}
