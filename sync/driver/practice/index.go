package practice

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"

	"floorwalker/app/chat"
)

// maxFileLine is the longest line of a played file, in bytes, as for a POST.
const maxFileLine = MaxBody

// toldLines is how many malformed lines are reported one by one.
const toldLines = 20

// index knows where each turn of a played file lies, so that a large file is
// played without being held in memory.
type index struct {
	file  *os.File
	chats []*dialogue // by first appearance
	timed bool        // every line says when it was written
}

// dialogue is one chat of a file, its turns in order.
type dialogue struct {
	id    chat.ChatID
	turns []place
}

// place is where one line lies.
type place struct {
	turn   int64
	at     chat.Instant
	offset int64
	length int
}

// openIndex reads the file once. Malformed lines are counted, reported with
// their number, and skipped.
func openIndex(name string, played *Played, log *slog.Logger) (*index, error) {
	f, err := os.Open(name) //nolint:gosec // the person who starts the program names the file
	if err != nil {
		return nil, err
	}
	x := &index{file: f, timed: true}
	if err := x.scan(played, log); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return x, nil
}

// Close closes the file.
func (x *index) Close() { _ = x.file.Close() } // it was only read

func (x *index) scan(played *Played, log *slog.Logger) error {
	byID := make(map[chat.ChatID]*dialogue)
	in := bufio.NewReaderSize(x.file, maxFileLine)
	var offset int64
	for number := 1; ; number++ {
		raw, size, err := readLine(in)
		if size > 0 {
			x.take(byID, raw, offset, size, func(err error) {
				if n := played.malformed.Add(1); n <= toldLines {
					log.Warn("practice file: line skipped", "line", number, "reason", err.Error())
				}
			})
		}
		offset += int64(size)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read line %d: %w", number, err)
		}
	}
	total := 0
	for _, d := range x.chats {
		slices.SortStableFunc(d.turns, func(a, b place) int { return cmp.Compare(a.turn, b.turn) })
		total += len(d.turns)
	}
	played.total.Store(int64(total))
	if n := played.Malformed(); n > 0 {
		log.Warn("practice file: malformed lines were skipped", "malformed", n, "lines", total)
	}
	return nil
}

var errLongLine = &LineError{Sentence: "The line is longer than 64 KiB."}

// readLine returns the next line and how many bytes it takes in the file. A
// line that is too long comes as nil.
func readLine(in *bufio.Reader) (line []byte, size int, err error) {
	line, err = in.ReadSlice('\n')
	size = len(line)
	for errors.Is(err, bufio.ErrBufferFull) {
		var more []byte
		more, err = in.ReadSlice('\n')
		size += len(more)
		line = nil
	}
	return line, size, err
}

func (x *index) take(byID map[chat.ChatID]*dialogue, raw []byte, offset int64, size int, skip func(error)) {
	if raw == nil {
		skip(errLongLine)
		return
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return
	}
	l, err := ParseLine(raw)
	if err != nil {
		skip(err)
		return
	}
	d := byID[l.Chat]
	if d == nil {
		d = &dialogue{id: l.Chat}
		byID[l.Chat] = d
		x.chats = append(x.chats, d)
	}
	x.timed = x.timed && !l.At.IsZero()
	d.turns = append(d.turns, place{turn: l.Turn, at: l.At, offset: offset, length: size})
}

// read returns the line that lies at a place.
func (x *index) read(at place) (Line, error) {
	raw := make([]byte, at.length)
	if _, err := x.file.ReadAt(raw, at.offset); err != nil {
		return Line{}, err
	}
	return ParseLine(raw)
}
