package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// fileStore keeps a token in a file of its own. The name is a digest, so that
// a profile may be called anything at all.
type fileStore struct{ dir string }

const ownerOnly = 0o600

func (s fileStore) path(profile string) string {
	sum := sha256.Sum256([]byte(profile))
	return filepath.Join(s.dir, "token-"+hex.EncodeToString(sum[:8]))
}

// read tightens a file that others could read, such as one copied back from a
// backup, before it is used.
func (s fileStore) read(profile string) (token string, ok bool, err error) {
	path := s.path(profile)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	if info.Mode().Perm()&^ownerOnly != 0 {
		if err := os.Chmod(path, ownerOnly); err != nil {
			return "", false, err
		}
	}
	b, err := os.ReadFile(path) //nolint:gosec // G304: the path is made of a digest
	if err != nil {
		return "", false, err
	}
	token = strings.TrimSpace(string(b))
	return token, token != "", nil
}

// write replaces the file in one step; a temporary file is made with mode 0600.
func (s fileStore) write(profile, token string) (err error) {
	f, err := os.CreateTemp(s.dir, "token-*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.WriteString(token + "\n")
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), s.path(profile))
}

func (s fileStore) remove(profile string) error {
	err := os.Remove(s.path(profile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
