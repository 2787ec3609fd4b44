package feed

import "floorwalker/sync/wire"

// Stats counts what came since the feed was made.
type Stats struct {
	Wire wire.Stats // unknown fields, kinds and frames, which were skipped

	Frames, Bytes, Events uint64
	Connections           uint64 // that were welcomed
	Resumes, Snapshots    uint64
	Behind                uint64 // the hub's word for it
	Repeated              uint64 // events whose number was already seen
	Holes                 uint64 // numbers that jumped
	Undecodable           uint64 // events that could not be read
	Malformed             uint64 // frames that could not be read
	OldGeneration         uint64 // messages of a connection that was over
	OddPongs              uint64 // heartbeats that answer no question of ours
}

// Stats returns the counts up to the last frame.
func (f *Feed) Stats() Stats {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.published
}

// publish makes the counts of Run's goroutine visible to others.
func (f *Feed) publish() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.published = f.stats
}
