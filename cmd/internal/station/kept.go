package station

import (
	"fmt"
	"path/filepath"

	"floorwalker/sync/files"
	"floorwalker/sync/hub"
	"floorwalker/sync/sealed"
)

// What a hub keeps in its data folder beside the log. On a cluster each hub has a folder
// of its own, and these two are in none but that of the hub that had the floor then:
// attachments sent to another hub are "not here" on its successor, and what another has
// sealed cannot be opened. A team that needs them gives all hubs the same key and a
// folder of files that they share, such as a network drive; both are only added to.
const (
	// filesName is the folder of attachments.
	filesName = "files"
	// sealName is the key that opens what is masked. A backup of the folder has
	// both; a copy of the log alone opens nothing.
	sealName = "secrets.key"
)

// openKept opens the files and the key; the folder is made if need be.
func (s *Station) openKept(cfg *hub.Config) (err error) {
	if cfg.Files, err = files.Open(filepath.Join(s.opts.Dir, filesName), 0); err != nil {
		return fmt.Errorf("opening the files: %w", err)
	}
	if cfg.Seal, err = sealed.OpenKey(filepath.Join(s.opts.Dir, sealName)); err != nil {
		return fmt.Errorf("opening the key of what is masked: %w", err)
	}
	return nil
}
