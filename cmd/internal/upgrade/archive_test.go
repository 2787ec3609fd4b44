package upgrade

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pack writes the regular files below dir.
func pack(t *testing.T, dir, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // never again
	if err != nil {
		t.Fatal(err)
	}
	zip := gzip.NewWriter(f)
	out := tar.NewWriter(zip)
	err = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		short, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		err = out.WriteHeader(&tar.Header{Name: filepath.ToSlash(short), Mode: 0o600, Size: int64(len(data))})
		if err == nil {
			_, err = out.Write(data)
		}
		return err
	})
	if err := errors.Join(err, out.Close(), zip.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// mostUnpacked bounds one file of an archive, in bytes.
const mostUnpacked = 64 << 20

// unpack puts an archive into a folder of the test's.
func unpack(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for in := tar.NewReader(zip); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return dir
		}
		if err == nil && !filepath.IsLocal(h.Name) {
			err = fmt.Errorf("%q leads out of the archive", h.Name)
		}
		var data []byte
		if err == nil {
			data, err = io.ReadAll(io.LimitReader(in, mostUnpacked))
		}
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(strings.TrimSpace(h.Name)))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}
