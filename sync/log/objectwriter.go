package log

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// putParts stores what r has as the parts of info, which gets their number,
// length and digest.
func (o *objects) putParts(ctx context.Context, info *jetstream.ObjectInfo, r io.Reader) error {
	w, err := o.newPartWriter(o.partsOf(info.NUID))
	if err != nil {
		return err
	}
	defer w.close(ctx)
	sum, part := sha256.New(), make([]byte, partBytes)
	for {
		n, err := fillPart(r, part)
		if n > 0 {
			_, _ = sum.Write(part[:n]) // a hash never fails
			if err := w.write(ctx, part[:n]); err != nil {
				return err
			}
			info.Size += uint64(n) // #nosec G115 -- a length
			info.Chunks++
		}
		if errors.Is(err, io.EOF) {
			info.Digest = jetstream.GetObjectDigestValue(sum)
			return w.flush(ctx, 0)
		}
		if err != nil {
			return err
		}
	}
}

// fillPart reads until part is full. It is not [io.ReadFull], which would give
// a source that broke off the same name as one that has ended.
func fillPart(r io.Reader, part []byte) (n int, err error) {
	for n < len(part) && err == nil {
		var m int
		m, err = r.Read(part[n:])
		n += m
	}
	return n, err
}

// partWriter sends parts a little ahead of their acknowledgements.
type partWriter struct {
	store    *objects
	subject  string
	acks     *nats.Subscription
	begun    bool
	underWay int
}

func (o *objects) newPartWriter(subject string) (*partWriter, error) {
	acks, err := o.log.nc.SubscribeSync(o.log.nc.NewInbox())
	return &partWriter{store: o, subject: subject, acks: acks}, err
}

// close waits for what is under way, so that whoever removes the parts of a
// save that failed removes all of them.
func (w *partWriter) close(ctx context.Context) {
	_ = w.flush(ctx, 0) // the save has failed already, or nothing is under way
	_ = w.acks.Unsubscribe()
}

// write sends one part, which it does not keep. The first is waited for: it is
// sent again while nobody takes it, and then somebody takes the others.
func (w *partWriter) write(ctx context.Context, part []byte) error {
	m := &nats.Msg{Subject: w.subject, Data: part}
	if !w.begun {
		w.begun = true
		return w.store.publish(ctx, m)
	}
	if err := w.store.log.room(2 * (partsUnderWay + 1) * partBytes); err != nil {
		return err
	}
	if err := w.flush(ctx, partsUnderWay-1); err != nil {
		return err
	}
	m.Reply = w.acks.Subject
	w.underWay++
	return w.store.log.nc.PublishMsg(m)
}

// flush waits until at most rest parts are not yet on disk.
func (w *partWriter) flush(ctx context.Context, rest int) error {
	for ; w.underWay > rest; w.underWay-- {
		if err := w.ack(ctx); err != nil {
			w.underWay = 0 // the others will not come either
			return err
		}
	}
	return nil
}

func (w *partWriter) ack(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, w.store.log.waits.ack)
	defer cancel()
	m, err := w.acks.NextMsgWithContext(ctx)
	if err != nil {
		return err
	}
	_, err = parseAck(m.Data)
	return err
}
