package chat

import "cmp"

// KeepRecordCalls is of how many follow-ups the floor remembers the attempts. Those
// called longest ago are forgotten: an hour's gap and three attempts are long over
// when two thousand others have been called since.
const KeepRecordCalls = 2_000

// RecordCalls returns the attempts to phone the customer of a follow-up that has no
// chat.
func (f *Floor) RecordCalls(record string) CallLog { return f.records[record] }

// applyRecordCall folds an attempt of a follow-up; it reports whether e was one.
func (f *Floor) applyRecordCall(e *Event) bool {
	var a Attempt
	switch b := e.Body.(type) {
	case *AttemptBegan:
		a = b.attempt(e)
	case *AttemptEnded:
		a = b.attempt(e)
	case *CallPlaced:
		if f.records[b.Record] != nil {
			f.records[b.Record] = f.records[b.Record].placed(b)
		}
		return true
	}
	if a.Record == "" {
		return false
	}
	if f.records == nil {
		f.records = make(map[string]CallLog)
	}
	f.records[a.Record] = f.records[a.Record].with(a)
	if len(f.records) > KeepRecordCalls {
		delete(f.records, f.oldestRecord())
	}
	return true
}

// oldestRecord returns whose customer was called longest ago.
func (f *Floor) oldestRecord() (oldest string) {
	var at Instant
	for r, l := range f.records {
		last := l[len(l)-1].Began
		if oldest == "" || cmp.Or(cmp.Compare(last, at), cmp.Compare(r, oldest)) < 0 {
			oldest, at = r, last
		}
	}
	return oldest
}
