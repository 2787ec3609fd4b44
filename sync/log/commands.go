package log

import (
	"context"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// Commands appends what became of commands, as one record: lines of JSON, oldest first.
// It returns when they are on disk. They have a stream of their own, so that neither the
// floor's sequences nor those of the audit facts say anything about them.
func (l *Log) Commands(ctx context.Context, lines []byte) error {
	if len(lines) == 0 || len(lines) > MaxRecord {
		return &OpError{"commands", fmt.Errorf("%w: %d bytes", ErrTooLarge, len(lines))}
	}
	if _, err := l.commandStream(ctx); err != nil {
		return &OpError{"commands", l.why(err)}
	}
	ctx, cancel := context.WithTimeout(ctx, auditWait)
	defer cancel()
	if _, err := l.js.Publish(ctx, l.names.commandSubject(), lines); err != nil {
		return &OpError{"commands", l.why(err)}
	}
	return nil
}

// ReadCommands visits the records behind after.
func (l *Log) ReadCommands(ctx context.Context, after uint64, visit Visit) error {
	stream, err := l.commandStream(ctx)
	if err != nil {
		return &OpError{"read commands", l.why(err)}
	}
	info, err := l.infoOf(ctx, stream)
	if err != nil {
		return &OpError{"read commands", err}
	}
	if err := l.readStream(ctx, stream, max(after, info.State.FirstSeq-min(1, info.State.FirstSeq)), info.State.LastSeq, visit); err != nil {
		return &OpError{"read commands", err}
	}
	return nil
}

// ForgetCommands removes the oldest records: those that are not young, and as many more
// as it takes until about most bytes are left. It returns how many sequences went.
func (l *Log) ForgetCommands(ctx context.Context, most uint64, young func(lines []byte) (bool, error)) (uint64, error) {
	n, err := l.forgetCommands(ctx, most, young)
	if err != nil {
		return 0, &OpError{"forget commands", err}
	}
	return n, nil
}

func (l *Log) forgetCommands(ctx context.Context, most uint64, young func(lines []byte) (bool, error)) (uint64, error) {
	stream, err := l.commandStream(ctx)
	if err != nil {
		return 0, l.why(err)
	}
	info, err := l.infoOf(ctx, stream)
	if err != nil || info.State.Msgs == 0 {
		return 0, err
	}
	first, last := info.State.FirstSeq, info.State.LastSeq
	before, err := l.searchIn(ctx, l.names.commandStream(), l.names.commandSubject(), first, last, young)
	if err != nil {
		return 0, err
	}
	if info.State.Bytes > most { // by its share of the whole: records are much alike
		share := float64(info.State.Bytes-most) / float64(info.State.Bytes)
		before = max(before, first+uint64(share*float64(last-first+1)))
	}
	if before <= first {
		return 0, nil
	}
	return before - first, stream.Purge(ctx, jetstream.WithPurgeSequence(before))
}

// commandStream and commandSubject are the names of their stream, beside those of the
// audit facts.
func (n *names) commandStream() string { return strings.TrimSuffix(n.audit, "_audit") + "_cmds" }

func (n *names) commandSubject() string { return "c." + strings.TrimPrefix(n.auditSubject, "a.") }

func (l *Log) commandStream(ctx context.Context) (jetstream.Stream, error) {
	l.rest.mu.Lock()
	defer l.rest.mu.Unlock()
	if l.rest.commands != nil {
		return l.rest.commands, nil
	}
	stream, err := l.ensureStream(ctx, jetstream.StreamConfig{
		Name: l.names.commandStream(), Subjects: []string{l.names.commandSubject()}, AllowDirect: true,
	})
	if err == nil {
		l.rest.commands = stream
	}
	return stream, err
}
