package killtest

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
)

// newestRecords is how many records of a shelf are edited; in the end each has
// been edited some ten times, by both desks.
const newestRecords = 8

// edit writes a new record, or over one of the newest, and keeps both where
// somebody has been faster. The desk's answer is a promise: the text is on its
// disk and will come to the hub.
func (w *writer) edit() {
	if w.n%8 == 0 {
		w.handOver()
		return
	}
	s := w.desk.Snapshot().Shelves.Canned
	var ours []script.Version
	for v := range s.All() {
		if v.Content.Folder == editFolder {
			ours = append(ours, v)
		}
	}
	slices.SortFunc(ours, func(a, b script.Version) int { return strings.Compare(string(b.ID), string(a.ID)) })
	var at app.Edit
	if i := rand.IntN(newestRecords + 1); i < len(ours) && i < newestRecords {
		at = app.Edit{ID: ours[i].ID, Basis: ours[i].Revision}
	}
	text := w.text(kindEdit)
	say(wordSent, kindEdit, text)
	got := make(chan error, 1)
	saved := func(_ record.ID, err error) { got <- err }
	w.desk.PutResponse(at, script.Response{Folder: editFolder, Title: "Killed", Text: text}, saved)
	err := <-got
	if conflict, ok := errors.AsType[*record.Conflict[script.Response]](err); ok {
		w.desk.KeepBothResponses(conflict.Mine, saved)
		err = <-got
	}
	if err == nil {
		say(wordStored, kindEdit, text)
	}
}

// editFolder is where the responses of this test stand.
const editFolder = "killtest"

// handOver writes a new handover note.
func (w *writer) handOver() {
	text := w.text(kindEdit)
	say(wordSent, kindEdit, text)
	got := make(chan error, 1)
	n := shift.Note{From: w.desk.Snapshot().Me.Agent, Written: 1, Text: text}
	w.desk.PutNote(app.Edit{}, n, func(_ record.ID, err error) { got <- err })
	if <-got == nil {
		say(wordStored, kindEdit, text)
	}
}

// shelves says what waits and what stands on the shelves, in one line.
func (w *writer) shelves() string {
	s := w.desk.Snapshot().Shelves
	return fmt.Sprintf("%d wait, %d refused, %s", s.Unsent+w.untold(), len(s.Refused), standing(s.Canned, s.Notes, s.FollowUps))
}

// standing digests the versions that no other replaces.
func standing(canned script.Library, notes shift.Notes, calls followup.List) string {
	var all []string
	for v := range canned.Versions() {
		all = append(all, fmt.Sprint(v.ID, v.Revision))
	}
	for v := range notes.Book().Versions() {
		all = append(all, fmt.Sprint(v.ID, v.Revision))
	}
	for v := range calls.Book().Versions() {
		all = append(all, fmt.Sprint(v.ID, v.Revision))
	}
	return digest(all)
}

// merged is what the shelves have to be, by the log alone.
func merged(all []logged) (string, error) {
	var canned []script.Version
	var notes []shift.Version
	var calls []followup.Version
	for i := range all {
		b, ok := all[i].ev.Body.(*chat.RecordSaved)
		if !ok {
			continue
		}
		switch b.Shelf {
		case chat.ShelfCanned:
			v, err := script.DecodeVersion(b.Version)
			if err != nil {
				return "", err
			}
			canned = append(canned, v)
		case chat.ShelfHandover:
			v, err := shift.DecodeVersion(b.Version)
			if err != nil {
				return "", err
			}
			notes = append(notes, v)
		case chat.ShelfFollowUps:
			v, err := followup.DecodeVersion(b.Version)
			if err != nil {
				return "", err
			}
			calls = append(calls, v)
		}
	}
	return standing(script.Library{}.Merge(canned...), shift.Notes{}.Merge(notes...), followup.List{}.Merge(calls...)), nil
}

// whispered is which whispers a desk has to have, by the log alone.
func whispered(all []logged, who chat.AgentID) string {
	var texts []string
	for i := range all {
		if b, ok := all[i].ev.Body.(*chat.WhisperPosted); ok && (b.To == who || all[i].ev.By == who) {
			texts = append(texts, b.Text)
		}
	}
	return digest(texts)
}

// digest names a set of lines in one word. A line that is there twice counts
// twice.
func digest(lines []string) string {
	slices.Sort(lines)
	h := fnv.New64a()
	for _, l := range lines {
		_, _ = h.Write([]byte(l + "\n")) // a hash takes everything
	}
	return fmt.Sprintf("%d: %016x", len(lines), h.Sum64())
}
