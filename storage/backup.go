package storage

import (
	"os"

	"go.etcd.io/bbolt"

	"floorwalker/storage/migrate"
)

// Backup writes a copy of the file as it is at this moment to path, whole or
// not at all, while reads and writes go on. It replaces what is there.
func (s *Store) Backup(path string) error {
	return fail("back up", path, s.guard(func(*guarded) error { return migrate.Copy(s.db, path) }))
}

// Stats are figures for the status page and for benchmarks.
type Stats struct {
	// FileBytes is the length of the file. It grows by doubling, so not all of it
	// need be on the disk yet.
	FileBytes int64
	// Chats counts the chats in the cache, Events their events and the
	// team's, Records the versions on all shelves, and Drafts and Settings
	// those.
	Chats, Events, Records, Drafts, Settings int
}

// Stats counts by reading every page, so it is not for a loop.
func (s *Store) Stats() (Stats, error) {
	var st Stats
	err := s.view("count", func(tx *bbolt.Tx, _ *guarded) error {
		st.Chats = tx.Bucket(bucketChats).Stats().KeyN
		st.Events = tx.Bucket(bucketEvents).Stats().KeyN - st.Chats
		st.Records = tx.Bucket(bucketRecords).Stats().KeyN
		st.Drafts = tx.Bucket(bucketDrafts).Stats().KeyN
		st.Settings = tx.Bucket(bucketSettings).Stats().KeyN
		return nil
	})
	if err != nil {
		return Stats{}, err
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return Stats{}, fail("count", s.path, err)
	}
	st.FileBytes = info.Size()
	return st, nil
}
