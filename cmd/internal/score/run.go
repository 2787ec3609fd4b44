package score

import (
	"bufio"
	"errors"
	"io"
)

// Run answers each line of in with a line of out, until in ends. The error is a
// [*LineError] for a line that keeps the contract not; what came before it was
// answered.
func (s *Scorer) Run(in io.Reader, out io.Writer) error {
	from, to := newLines(in), bufio.NewWriterSize(out, 1<<16)
	err := s.answer(from, to)
	return errors.Join(err, to.Flush())
}

func (s *Scorer) answer(from *lines, to *bufio.Writer) error {
	var line []byte
	for {
		t, err := from.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		a := s.Turn(t)
		line = appendAnswer(line[:0], &a)
		if _, err := to.Write(line); err != nil {
			return err
		}
		if from.idle() {
			if err := to.Flush(); err != nil {
				return err
			}
		}
	}
}
