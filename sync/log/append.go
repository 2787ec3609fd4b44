package log

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Limits of one append.
const (
	MaxRecord     = 1 << 20  // bytes of one record's data
	MaxBatch      = 1000     // records; the server's own limit
	MaxBatchBytes = 32 << 20 // bytes of all records' data
)

const (
	headroom = 64 << 10 // bytes beside the data: headers and subject
	// reserve is kept free on disk, so that the store is never caught by a
	// full disk in the middle of a write.
	reserve = 24 << 20
	ackWait = 60 * time.Second
	// watchTick is how often the store's health is looked at while an
	// acknowledgement is awaited: none comes when its disk has failed.
	watchTick = 50 * time.Millisecond
)

// Record is one event to be appended.
type Record struct {
	Subject Subject
	Data    []byte // at most [MaxRecord] bytes, not empty
	// ExpectLast is the sequence that the newest event on Subject must have,
	// 0 for none at all. nil expects nothing. Only a batch's first record on
	// a subject may expect something.
	ExpectLast *uint64
}

// Append writes recs as one atomic batch, all or none, and returns the
// sequence of the first; the others follow without gaps. When it returns nil
// the batch is on disk (on a cluster: on a quorum's). Batches are written one
// at a time, in the order in which Append was called.
//
// [ErrConflict], [ErrTooLarge], [ErrFenced], [ErrReadOnly] and [ErrFull] mean
// that nothing was written. [ErrUnsure] means that nobody knows: read the
// subject ([Log.LastOn], [Log.ReadChat]) and look for the event's id.
func (l *Log) Append(ctx context.Context, recs []Record) (first uint64, err error) {
	if err := checkBatch(recs); err != nil {
		return 0, &OpError{"append", err}
	}
	if len(recs) == 0 {
		return l.Last() + 1, nil
	}
	select {
	case l.gate <- struct{}{}:
	case <-l.done:
		return 0, &OpError{"append", ErrClosed}
	case <-ctx.Done():
		return 0, &OpError{"append", ctx.Err()}
	}
	defer func() { <-l.gate }()
	if first, err = l.append(ctx, recs); err != nil {
		l.stats.failed.Add(1)
		return 0, &OpError{"append", err}
	}
	l.acked = first + uint64(len(recs)) - 1
	l.sawLast(l.acked)
	return first, nil
}

// checkBatch finds what the server would refuse, with a better sentence.
func checkBatch(recs []Record) error {
	if len(recs) > MaxBatch {
		return fmt.Errorf("%w: %d records in a batch, the limit is %d", ErrTooLarge, len(recs), MaxBatch)
	}
	total, expects := 0, false
	for i := range recs {
		r := &recs[i]
		switch {
		case r.Subject.path == "" || len(r.Data) == 0:
			return fmt.Errorf("%w: record %d has no subject or no data", ErrUsage, i)
		case len(r.Data) > MaxRecord:
			return fmt.Errorf("%w: record %d has %d bytes, the limit is %d", ErrTooLarge, i, len(r.Data), MaxRecord)
		}
		total += len(r.Data)
		expects = expects || r.ExpectLast != nil
	}
	if total > MaxBatchBytes {
		return fmt.Errorf("%w: a batch of %d bytes, the limit is %d", ErrTooLarge, total, MaxBatchBytes)
	}
	if !expects {
		return nil
	}
	seen := make(map[Subject]bool, len(recs))
	for i := range recs {
		if recs[i].ExpectLast != nil && seen[recs[i].Subject] {
			return fmt.Errorf("%w: record %d expects a sequence on a subject that the batch itself writes", ErrUsage, i)
		}
		seen[recs[i].Subject] = true
	}
	return nil
}

// append holds the gate.
func (l *Log) append(ctx context.Context, recs []Record) (uint64, error) {
	ctx, free, err := l.underLease(ctx)
	if err != nil {
		return 0, err
	}
	defer free()
	if err := l.ready(ctx, recs); err != nil {
		return 0, err
	}
	start := l.now()
	ack, batch, err := l.sendUntil(ctx, recs)
	if err == nil {
		l.chain.grew(ack)
		l.stats.appended(l.now().Sub(start), recs)
		return ack - uint64(len(recs)) + 1, nil
	}
	if errors.Is(err, ErrConflict) || errors.Is(err, ErrTooLarge) || l.embedded == nil {
		return 0, l.fenced(err)
	}
	// The embedded store failed in the middle of something. Reopen it now, so
	// that the answer can say what became of the batch.
	l.broken = true
	if why := l.diskTrouble(recs); why != nil {
		err = why
	}
	return l.afterFailure(ctx, batch, recs, err)
}

// ready makes sure that a batch has room, and reopens a store that broke.
func (l *Log) ready(ctx context.Context, recs []Record) error {
	if l.embedded == nil {
		return nil
	}
	if err := l.room(onDisk(recs)); err != nil {
		return err
	}
	if l.broken || !l.embedded.healthy() {
		return l.reopen(ctx, false)
	}
	return nil
}

// room makes sure that the reserve is still there when need more bytes are
// taken.
func (l *Log) room(need uint64) error {
	if l.embedded == nil {
		return nil
	}
	free, err := l.embedded.free(l.embedded.dir)
	if err != nil {
		return classify(err)
	}
	if free < reserve+need {
		return fmt.Errorf("%w: %d MB left, and %d MB are kept in reserve", ErrFull, free>>20, reserve>>20)
	}
	return nil
}

// onDisk is about how many bytes recs take while they are being written: once
// where a batch is staged and once where it is stored.
func onDisk(recs []Record) uint64 {
	need := uint64(0)
	for i := range recs {
		need += 2*uint64(len(recs[i].Data)) + 1024
	}
	return need
}

// diskTrouble looks whether the data folder is why recs could not be written.
func (l *Log) diskTrouble(recs []Record) error {
	if err := probe(l.embedded.dir); err != nil {
		return err
	}
	free, err := freeBytes(l.embedded.dir)
	if err != nil {
		return classify(err)
	}
	if need := onDisk(recs); free < need+(1<<20) {
		return fmt.Errorf("%w: %d KB left for %d KB", ErrFull, free>>10, need>>10)
	}
	return nil
}

// A cluster that has just made the stream, or lost the peer that led it, has
// nobody to take a record for a moment: so often and so long it is asked again.
const (
	leaderTries = 50
	leaderPause = 100 * time.Millisecond
)

// send publishes under a batch id of its own. Where nobody took the last record
// nothing was written, so it is safe to begin again.
func (l *Log) send(ctx context.Context, recs []Record) (ack uint64, batch string, err error) {
	for range leaderTries {
		batch = ""
		if len(recs) > 1 {
			id := make([]byte, 12)
			if _, err := rand.Read(id); err != nil {
				return 0, "", err
			}
			batch = hex.EncodeToString(id)
		}
		ack, err = l.publish(ctx, batch, recs)
		if !unsent(err) {
			return ack, batch, err
		}
		select {
		case <-time.After(leaderPause):
		case <-ctx.Done():
			return 0, batch, err
		}
	}
	return ack, batch, err
}

// publish sends the batch and waits for its acknowledgement, which has the
// sequence of the last record.
func (l *Log) publish(ctx context.Context, batch string, recs []Record) (uint64, error) {
	if l.embedded != nil {
		// The answer comes within milliseconds or the store is broken; giving
		// up in between would only leave the outcome open.
		ctx = context.WithoutCancel(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, l.waits.ack)
	defer cancel()
	defer l.watch(cancel)()
	final := len(recs) - 1
	for i := range recs {
		m := l.message(&recs[i], batch, i+1, i == final)
		if i == 0 {
			l.chain.expect(m)
		}
		if i == final {
			return l.commit(ctx, m)
		}
		if err := l.nc.PublishMsg(m); err != nil {
			return 0, err
		}
	}
	return 0, ErrUsage // there is always a last one
}

// commit sends a batch's last record and waits for the acknowledgement of all.
func (l *Log) commit(ctx context.Context, m *nats.Msg) (uint64, error) {
	reply, err := l.nc.RequestMsgWithContext(ctx, m)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUnsure, err)
	}
	return parseAck(reply.Data)
}

// watch cancels a wait for an acknowledgement when the embedded store has
// given up, because then none will ever come. The returned function ends the
// watching.
func (l *Log) watch(cancel func()) (stop func()) {
	if l.embedded == nil {
		return func() {}
	}
	done := make(chan struct{})
	timer := time.AfterFunc(watchTick, func() {
		tick := time.NewTicker(watchTick)
		defer tick.Stop()
		for n := 1; ; n++ {
			if !l.embedded.healthy() || n%20 == 0 && probe(l.embedded.dir) != nil {
				cancel()
				return
			}
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	})
	return func() { timer.Stop(); close(done) }
}

func (l *Log) message(r *Record, batch string, n int, last bool) *nats.Msg {
	m := &nats.Msg{Subject: l.names.prefix + r.Subject.path, Data: r.Data}
	if batch != "" || r.ExpectLast != nil {
		m.Header = make(nats.Header, 4)
	}
	if batch != "" {
		m.Header["Nats-Batch-Id"] = []string{batch}
		m.Header["Nats-Batch-Sequence"] = []string{strconv.Itoa(n)}
		if last {
			m.Header["Nats-Batch-Commit"] = []string{"1"}
		}
	}
	if r.ExpectLast != nil {
		m.Header[jetstream.ExpectedLastSubjSeqHeader] = []string{strconv.FormatUint(*r.ExpectLast, 10)}
	}
	return m
}

// Error codes of JetStream that mean something here.
const (
	codeWrongLast         = 10071 // on a subject, or of the whole stream
	codeWrongLastConstant = 10164
	codeMessageTooLarge   = 10054
	codeBatchTooLarge     = 10199
	codeNoStorage         = 10047
	codeNoResources       = 10023
	codeAccountFull       = 10002
)

func parseAck(data []byte) (uint64, error) {
	var ack struct {
		Seq   uint64              `json:"seq"`
		Error *jetstream.APIError `json:"error"`
	}
	if err := json.Unmarshal(data, &ack); err != nil {
		return 0, fmt.Errorf("%w: the acknowledgement is not understood: %w", ErrUnsure, err)
	}
	if ack.Error == nil {
		if ack.Seq == 0 {
			return 0, fmt.Errorf("%w: the acknowledgement has no sequence", ErrUnsure)
		}
		return ack.Seq, nil
	}
	switch ack.Error.ErrorCode {
	case codeWrongLast, codeWrongLastConstant:
		return 0, fmt.Errorf("%w: %s", ErrConflict, ack.Error.Description)
	case codeMessageTooLarge, codeBatchTooLarge:
		return 0, fmt.Errorf("%w: %s", ErrTooLarge, ack.Error.Description)
	case codeNoStorage, codeNoResources, codeAccountFull:
		return 0, fmt.Errorf("%w: %s", ErrFull, ack.Error.Description)
	}
	return 0, ack.Error
}
