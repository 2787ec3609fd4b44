package log

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"

	"github.com/nats-io/nats.go/jetstream"
)

// objectReader reads an object part by part, as its reader asks for more, who
// may take any time. A part that does not come is an error; parts that are not
// those that were stored are [ErrCorrupt].
type objectReader struct {
	ctx     context.Context
	get     func(context.Context, getRequest) chunk
	subject string
	digest  string
	after   uint64 // the newest part that was got
	left    uint64 // bytes that are not yet read from parts
	parts   [][]byte
	part    []byte // what is left of the one being read
	sum     hash.Hash
	err     error
}

func newObjectReader(ctx context.Context, get func(context.Context, getRequest) chunk, subject string, one *object) *objectReader {
	return &objectReader{ctx: ctx, get: get, subject: subject, digest: one.Digest, left: one.Size, sum: sha256.New()}
}

// Read implements io.Reader. The object is what was stored only if its end is
// reached with [io.EOF].
func (r *objectReader) Read(p []byte) (int, error) {
	for len(r.part) == 0 {
		if r.err == nil {
			r.err = r.next()
		}
		if r.err != nil {
			return 0, r.err
		}
	}
	n := copy(p, r.part)
	r.part = r.part[n:]
	return n, nil
}

// Close implements io.Closer.
func (r *objectReader) Close() error {
	r.parts, r.part, r.err = nil, nil, io.ErrClosedPipe
	return nil
}

// next takes the next part, getting more of them if need be.
func (r *objectReader) next() error {
	if r.left == 0 {
		if jetstream.GetObjectDigestValue(r.sum) != r.digest {
			return fmt.Errorf("%w: its digest is another", ErrCorrupt)
		}
		return io.EOF
	}
	if len(r.parts) == 0 {
		c := r.get(r.ctx, getRequest{Seq: r.after + 1, NextFor: r.subject, Batch: chunkEvents, MaxBytes: chunkBytes})
		if c.err != nil {
			return c.err
		}
		if len(c.data) == 0 {
			return fmt.Errorf("%w: its last %d bytes are missing", ErrCorrupt, r.left)
		}
		r.parts, r.after = c.data, c.seq(len(c.data)-1)
	}
	part := r.parts[0]
	if uint64(len(part)) > r.left {
		return fmt.Errorf("%w: it is longer than it was", ErrCorrupt)
	}
	r.parts, r.part = r.parts[1:], part
	r.left -= uint64(len(part))
	_, _ = r.sum.Write(part) // a hash never fails
	return nil
}
