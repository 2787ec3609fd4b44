package files

import (
	"crypto/sha256"
	"errors"
	"os"
	"strings"
	"testing"
)

// A disk that is full is said so in a sentence, and nothing of the file stays.
func TestAFullDisk(t *testing.T) {
	s, dir := open(t, 0)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	a := &arrival{store: s, file: full, sum: sha256.New(), limit: limit}
	err = a.read(strings.NewReader("bytes"))
	if !errors.Is(err, ErrDiskFull) {
		t.Errorf("%v", err)
	}
	a.kept = true // the device is not the store's to remove
	a.end()
	s.take(-a.size)
	if got := names(t, dir); len(got) != 0 || s.Size() != 0 {
		t.Errorf("%v, %d bytes", got, s.Size())
	}
}
