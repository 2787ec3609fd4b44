package audit

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// errLong means that a line was longer than MaxLine; it has been read past.
var errLong = errors.New("audit: the line is too long")

// lines splits a stream.
type lines struct{ in *bufio.Reader }

func newLines(r io.Reader) lines { return lines{bufio.NewReaderSize(r, MaxLine)} }

// next returns the next line without its end, valid until the next call. After
// errLong there may be another line; after any other error there is none. What
// stands behind the last end of a line was cut off and is no line.
func (l lines) next() ([]byte, error) {
	raw, err := l.in.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return bytes.TrimRight(raw, "\r\n"), err
	}
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = l.in.ReadSlice('\n')
	}
	if err != nil {
		return nil, err
	}
	return nil, errLong
}

// more reports whether another line is at hand without waiting.
func (l lines) more() bool {
	b, _ := l.in.Peek(l.in.Buffered()) // what is buffered can be peeked at
	return bytes.IndexByte(b, '\n') >= 0
}
