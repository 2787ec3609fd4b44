package label

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"floorwalker/app/chat"
)

// ErrJournal means that a journal cannot be read; the error names the line.
var ErrJournal = errors.New("label: the journal is damaged")

// maxEntry is the longest line of a journal, in bytes: a draw of many chats.
const maxEntry = 16 << 20

// Marks are the labels of a turn: true for one, false for nought. A label that
// is missing was not given.
type Marks map[Name]bool

// Entry is a line of the journal: chats that were drawn, or one turn judged.
type Entry struct {
	// Drawn are the chats to be labelled next.
	Drawn []chat.ChatID `json:"drawn,omitempty"`
	// Seed and Alerts say how they were drawn.
	Seed   int64 `json:"seed,omitempty"`
	Alerts bool  `json:"alerts,omitempty"`

	Chat    chat.ChatID    `json:"chat,omitempty"`
	Message chat.MessageID `json:"message,omitempty"`
	// Marks are what the turn was given; none if it was passed over.
	Marks Marks `json:"marks,omitempty"`
	// Undone takes back what was said of the turn.
	Undone bool `json:"undone,omitempty"`
}

// Journal keeps judgements as they are made: a file of JSON lines that only
// grows. It belongs to one goroutine.
type Journal struct {
	file *os.File
	// Book is what the journal says.
	Book *Book
}

// OpenJournal opens the journal at path, and makes it if there is none. A last
// line that was cut off by a crash was never confirmed to anybody; it is
// removed. Other damage is ErrJournal.
func OpenJournal(path string) (*Journal, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) // #nosec G304 -- a file of who labels
	if err != nil {
		return nil, err
	}
	book, whole, err := ReadBook(f)
	if err == nil {
		err = f.Truncate(whole)
	}
	if err == nil {
		_, err = f.Seek(whole, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &Journal{file: f, Book: book}, nil
}

// Append writes e and returns when it is on disk. After an error the journal
// must be opened again: the line may be there in part.
func (j *Journal) Append(e Entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return err
	}
	if err := j.file.Sync(); err != nil {
		return err
	}
	j.Book.take(e)
	return nil
}

// Close closes the file. Everything that Append returned for is on disk
// already.
func (j *Journal) Close() error { return j.file.Close() }

// ReadBook reads a journal. Whole is how many bytes of it are complete lines.
func ReadBook(r io.Reader) (book *Book, whole int64, err error) {
	book = newBook()
	in := bufio.NewReader(io.LimitReader(r, 1<<32))
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		switch {
		case errors.Is(err, io.EOF):
			return book, whole, nil // cut off, or nothing
		case err != nil:
			return nil, 0, err
		}
		e, err := decodeEntry(line)
		if err != nil {
			return nil, 0, fmt.Errorf("%w: line %d %w", ErrJournal, n, err)
		}
		book.take(e)
		whole += int64(len(line))
	}
}

// decodeEntry reads one line. Its errors do not repeat what the line says.
func decodeEntry(line []byte) (Entry, error) {
	var e Entry
	if len(line) > maxEntry {
		return Entry{}, errors.New("is too long")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if d.Decode(&e) != nil || d.More() {
		return Entry{}, errors.New("is no entry")
	}
	if (e.Chat == "") != (e.Message == "") || (e.Chat == "") == (len(e.Drawn) == 0) {
		return Entry{}, errors.New("is neither about chats nor about a turn")
	}
	for name := range e.Marks {
		if !known(name) {
			return Entry{}, errors.New("has a label that this version does not know")
		}
	}
	return e, nil
}
