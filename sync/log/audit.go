package log

import (
	"context"
	"fmt"
	"time"
)

// auditWait is shorter than apiWait: somebody waits to be shown what is being
// written down here.
const auditWait = 5 * time.Second

// Audit appends one audit fact, such as an observation. It returns when the
// fact is on disk.
func (l *Log) Audit(ctx context.Context, data []byte) error {
	if len(data) == 0 || len(data) > MaxRecord {
		return &OpError{"audit", fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))}
	}
	if _, err := l.auditStream(ctx); err != nil {
		return &OpError{"audit", l.why(err)}
	}
	ctx, cancel := context.WithTimeout(ctx, auditWait)
	defer cancel()
	if _, err := l.js.Publish(ctx, l.names.auditSubject, data); err != nil {
		return &OpError{"audit", l.why(err)}
	}
	return nil
}

// ReadAudit visits the audit facts behind after. Their sequences have nothing
// to do with the floor's.
func (l *Log) ReadAudit(ctx context.Context, after uint64, visit Visit) error {
	stream, err := l.auditStream(ctx)
	if err != nil {
		return &OpError{"read audit", l.why(err)}
	}
	info, err := l.infoOf(ctx, stream)
	if err != nil {
		return &OpError{"read audit", err}
	}
	if err := l.readStream(ctx, stream, after, info.State.LastSeq, visit); err != nil {
		return &OpError{"read audit", err}
	}
	return nil
}

// why adds what ails the data folder to an error of the embedded store.
func (l *Log) why(err error) error {
	if l.embedded == nil {
		return silent(err)
	}
	if reason := probe(l.embedded.dir); reason != nil {
		return reason
	}
	return silent(err)
}
