package log

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// lockName is the file whose lock stands for the whole data folder.
const lockName = "floorwalker.lock"

// errLocked is what the system-specific tryLock returns when another process
// holds the lock.
var errLocked = errors.New("locked")

// folderLock holds a data folder for this process. The operating system lets
// go of it when the process dies, however it dies, so there is no stale lock;
// what the file says is only a note for people.
type folderLock struct{ file *os.File }

// lockFolder locks dir or returns an [InUseError].
func lockFolder(dir string) (*folderLock, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600) // #nosec G304 -- the operator's own folder
	if err != nil {
		return nil, err
	}
	if err := tryLock(f); err != nil {
		defer func() { _ = f.Close() }()
		if !errors.Is(err, errLocked) {
			return nil, err
		}
		pid, program := readHolder(f)
		return nil, &InUseError{Dir: dir, PID: pid, Program: program}
	}
	l := &folderLock{f}
	if err := l.writeHolder(); err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

func (l *folderLock) writeHolder() error {
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err := l.file.WriteAt(fmt.Appendf(nil, "%d %s\n", os.Getpid(), filepath.Base(os.Args[0])), 0)
	return err
}

// release empties the note and gives the lock back. The file stays: removing
// it would let two processes lock two files of the same name.
func (l *folderLock) release() {
	_ = l.file.Truncate(0)
	_ = l.file.Close()
}

func readHolder(f *os.File) (pid int, program string) {
	text, err := io.ReadAll(io.NewSectionReader(f, 0, 512))
	if err != nil {
		return 0, ""
	}
	first, rest, _ := bytes.Cut(bytes.TrimSpace(text), []byte(" "))
	pid, err = strconv.Atoi(string(first))
	if err != nil {
		return 0, ""
	}
	return pid, string(rest)
}
