package log

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	// againFor bounds how long a question is repeated: two elections, of which the
	// first came to nothing.
	againFor = 20 * time.Second
	// againAfter is between two.
	againAfter = 100 * time.Millisecond
)

// codeUnavailable is JetStream's while it has no leader.
const codeUnavailable = 10008

// again asks a question that changes nothing, and on a cluster repeats it while nobody
// answers: a question to a peer that has died, or that is no leader any more, is
// answered by none, and the same one a second later by its successor. Each has its own
// time, also where ctx has more: the library would wait for an answer for all of it.
func again[T any](ctx context.Context, l *Log, ask func(context.Context) (T, error)) (answer T, err error) {
	if l.embedded != nil {
		return ask(ctx)
	}
	for began := l.elapsed(); ; {
		once, cancel := context.WithTimeout(ctx, l.waits.api)
		answer, err = ask(once)
		cancel()
		if err == nil || !nobodyAnswered(err) || ctx.Err() != nil || l.elapsed()-began > againFor {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return answer, ctx.Err()
		case <-time.After(againAfter):
		}
	}
}

// nobodyAnswered reports whether an error says only that there is nobody to answer now.
func nobodyAnswered(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) || errors.Is(err, jetstream.ErrNoStreamResponse) ||
		unsent(err) || errors.As(err, &api) && api.ErrorCode == codeUnavailable
}

// infoOf is what a stream's leader says of it.
func (l *Log) infoOf(ctx context.Context, stream jetstream.Stream, opts ...jetstream.StreamInfoOpt) (*jetstream.StreamInfo, error) {
	return again(ctx, l, func(ctx context.Context) (*jetstream.StreamInfo, error) { return stream.Info(ctx, opts...) })
}
