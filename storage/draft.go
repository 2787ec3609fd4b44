package storage

import (
	"fmt"

	"go.etcd.io/bbolt"

	"floorwalker/app/chat"
	"floorwalker/storage/key"
)

// SaveDraft keeps what is being written in a chat, and returns when it is on
// the disk. kind says which box it is in, such as "reply" or "note"; at is
// when it was written. An empty text deletes the draft. Drafts survive a
// Reset of the cached floor, and the chat's leaving it.
func (s *Store) SaveDraft(id chat.ChatID, kind, text string, at chat.Instant) error {
	if len(id) > key.MaxText || len(kind) > key.MaxText {
		return ErrTooLong
	}
	k := key.Draft(string(id), kind)
	return s.update("save a draft", func(tx *bbolt.Tx) error {
		if text == "" {
			return tx.Bucket(bucketDrafts).Delete(k)
		}
		return tx.Bucket(bucketDrafts).Put(k, seal(tagDraft, k, stamped(at, text)))
	})
}

// Draft returns what was being written, if anything was.
func (s *Store) Draft(id chat.ChatID, kind string) (text string, ok bool, err error) {
	k := key.Draft(string(id), kind)
	err = s.view("read a draft", func(tx *bbolt.Tx, _ *guarded) error {
		v := tx.Bucket(bucketDrafts).Get(k)
		if v == nil {
			return nil
		}
		_, text, err = openDraft(k, v)
		ok = err == nil
		return err
	})
	return text, ok, err
}

// Draft is one unfinished text.
type Draft struct {
	Chat chat.ChatID
	Kind string
	Text string
	At   chat.Instant
}

// Drafts visits every draft, chat by chat. A draft that cannot be read is
// passed over, and reported as a *DamagedError when all others were visited.
// The visit must not call the store; its error ends the walk and is returned
// as it is.
func (s *Store) Drafts(visit func(Draft) error) error {
	var visited, damage error
	err := s.view("read the drafts", func(tx *bbolt.Tx, g *guarded) error {
		return tx.Bucket(bucketDrafts).ForEach(func(k, v []byte) error {
			id, kind, ok := key.ParseDraft(k)
			at, text, err := openDraft(k, v)
			if !ok || err != nil {
				damage = fmt.Errorf("%w: a draft", errSeal)
				return nil
			}
			visited = g.call(func() error {
				return visit(Draft{Chat: chat.ChatID(id), Kind: kind, Text: text, At: at})
			})
			return visited
		})
	})
	if visited != nil {
		return visited
	}
	if err != nil {
		return err
	}
	return fail("read the drafts", s.path, damage)
}

// openDraft returns copies.
func openDraft(k, v []byte) (chat.Instant, string, error) {
	p, err := unseal(tagDraft, k, v)
	if err != nil {
		return 0, "", err
	}
	at, text, err := cutStamp(p)
	return at, string(text), err
}
