package station

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"floorwalker/sync/files"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/sealed"
)

// What a hub keeps in its data folder beside the log. On a cluster the attachments lie
// in the cluster too, and the folder is what this hub has at hand of them. The key of
// what is masked lies in the folders only, on purpose: see package sealed.
const (
	// filesName is the folder of attachments.
	filesName = "files"
	// sealName is the key that opens what is masked. A backup of the folder has
	// both; a copy of the log alone opens nothing.
	sealName = "secrets.key"
	// sealEntry is what the fingerprint of that key is called where hubs share it.
	sealEntry = "seal"
)

// openKept opens what is the same in every term, and refuses what other hubs could not go
// on from.
func (s *Station) openKept(ctx context.Context) error {
	if err := s.openSeal(ctx); err != nil {
		return err
	}
	return s.checkFiles(ctx)
}

// openFiles opens the files; the folder is made if need be.
func (s *Station) openFiles(ctx context.Context, cfg *hub.Config) (err error) {
	dir := filepath.Join(s.opts.Dir, filesName)
	if s.opts.NATS == "" {
		cfg.Files, err = files.Open(dir, 0)
	} else {
		cfg.Files, err = files.OpenShared(ctx, dir, 0, shared{s.log})
	}
	if err != nil {
		return fmt.Errorf("opening the files: %w", err)
	}
	s.files = cfg.Files
	return nil
}

// checkFiles refuses to start a hub whose library is another than that of the workspace.
func (s *Station) checkFiles(ctx context.Context) error {
	if s.opts.NATS == "" {
		return nil
	}
	if err := files.CheckShared(ctx, filepath.Join(s.opts.Dir, filesName), shared{s.log}); err != nil {
		return fmt.Errorf("opening the files: %w", err)
	}
	return nil
}

// shareFiles gives the other hubs what only this one's folder has. Nothing waits for it,
// and a hub whose files the cluster does not take works all the same.
func (s *Station) shareFiles(ctx context.Context) error {
	if s.opts.NATS == "" {
		return nil
	}
	err := s.log.TidyFiles(ctx)
	if err == nil {
		err = s.files.Share(ctx)
	}
	if err != nil && ctx.Err() == nil && s.opts.Logger != nil {
		s.opts.Logger.Warn("not all files of this hub are on the cluster yet; the next start goes on", "error", err)
	}
	return nil
}

// openSeal opens the key of what is masked. Hubs of one cluster have the same, or do not
// start.
func (s *Station) openSeal(ctx context.Context) (err error) {
	if err := os.MkdirAll(s.opts.Dir, 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	path := filepath.Join(s.opts.Dir, sealName)
	if s.opts.NATS == "" {
		s.seal, err = sealed.OpenKey(path)
	} else {
		s.seal, err = sharedSeal(ctx, s.log, path)
	}
	if err != nil {
		return fmt.Errorf("opening the key of what is masked: %w", err)
	}
	return nil
}

// sharedSeal opens the key that the workspace's first hub made, or makes it as the first.
func sharedSeal(ctx context.Context, l *log.Log, path string) (*sealed.Key, error) {
	print, _, err := l.Entry(ctx, sealEntry)
	if err != nil {
		return nil, err
	}
	if print == nil {
		k, err := sealed.OpenKey(path)
		if err != nil {
			return nil, err
		}
		if _, err = l.PutEntry(ctx, sealEntry, []byte(k.Fingerprint()), 0); err == nil {
			return k, nil
		}
		if !errors.Is(err, log.ErrConflict) {
			return nil, err
		}
		if print, _, err = l.Entry(ctx, sealEntry); err != nil { // another hub was quicker
			return nil, err
		}
	}
	k, err := sealed.ReadKey(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: this hub has no %s. Copy the file from the data folder of a hub of this workspace to %s", errOtherSeal, sealName, path)
	case err != nil:
		return nil, err
	case k.Fingerprint() != string(print):
		return nil, fmt.Errorf("%w: %s is another key. Keep it aside for what was sealed with it, and put the file of a hub of this workspace in its place", errOtherSeal, path)
	}
	return k, nil
}

// errOtherSeal refuses to start a hub that could not open what others have sealed, nor
// they what it seals.
var errOtherSeal = errors.New("all hubs of a cluster need the same key")

// shared is the log as package files sees it.
type shared struct{ log *log.Log }

func (s shared) PutFile(ctx context.Context, hash string, r io.Reader) error {
	return sharedError(s.log.PutFile(ctx, hash, r))
}

func (s shared) FileSize(ctx context.Context, hash string) (int64, bool, error) {
	size, ok, err := s.log.FileSize(ctx, hash)
	return size, ok, sharedError(err)
}

func (s shared) ReadFile(ctx context.Context, hash string, w io.Writer) (bool, error) {
	ok, err := s.log.ReadFile(ctx, hash, w)
	return ok, sharedError(err)
}

func (s shared) Entry(ctx context.Context, name string) ([]byte, uint64, error) {
	value, revision, err := s.log.Entry(ctx, name)
	return value, revision, sharedError(err)
}

func (s shared) PutEntry(ctx context.Context, name string, value []byte, revision uint64) (uint64, error) {
	next, err := s.log.PutEntry(ctx, name, value, revision)
	return next, sharedError(err)
}

// sharedError gives what the log says the names that package files knows.
func sharedError(err error) error {
	switch {
	case errors.Is(err, log.ErrCorrupt):
		return errors.Join(files.ErrDamaged, err)
	case errors.Is(err, log.ErrConflict):
		return errors.Join(files.ErrChanged, err)
	}
	return err
}
