package log

import (
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// waits are how long the store may keep still before it is given up.
type waits struct {
	api  time.Duration // for one question
	read time.Duration // for the next message of an answer
	ack  time.Duration // for the acknowledgement of an append or a part
}

// waitsFor returns those of an embedded log or of a cluster. An embedded store is
// only ever silent when the machine is starved, and to give up would help nobody
// then. A cluster is silent when the peer that was asked has died or been cut off,
// and then it never answers: whoever asks again is heard by another.
func waitsFor(url string) waits {
	if url == "" {
		return waits{api: apiWait, read: readWait, ack: ackWait}
	}
	return waits{api: time.Second, read: time.Second, ack: 2 * time.Second}
}

// apiWait is for how long one question to the embedded server may stay without an
// answer. Each is about a few records or figures.
const apiWait = 30 * time.Second

// A connection to a cluster that says nothing for two heartbeats is given up for
// one to another of its servers.
const (
	heartbeat   = 500 * time.Millisecond
	heartbeats  = 2
	redialEvery = 200 * time.Millisecond
)

func (l *Log) connect(url string) error {
	opts := []nats.Option{
		nats.Name("floorwalker log"),
		nats.MaxReconnects(-1),
	}
	if l.embedded != nil {
		opts = append(opts, nats.InProcessServer(l.embedded), nats.Timeout(apiWait),
			nats.ReconnectWait(5*time.Millisecond), nats.ReconnectJitter(0, 0))
	} else {
		opts = append(opts, nats.Timeout(2*time.Second), nats.PingInterval(heartbeat), nats.MaxPingsOutstanding(heartbeats),
			nats.ReconnectWait(redialEvery), nats.ReconnectJitter(redialEvery/2, redialEvery/2), nats.FlusherTimeout(2*time.Second),
			// What cannot be sent is not kept for later: a record that arrives when
			// its author has given it up, and maybe the lease, is one too many.
			nats.ReconnectBufSize(-1))
	}
	nc, err := nats.Connect(url, opts...)
	if err != nil {
		return fmt.Errorf("connect to NATS: %w", err)
	}
	l.nc = nc
	if nc.MaxPayload() < MaxRecord+headroom {
		l.logger.Warn("the cluster's max_payload is small; large records will be refused", "bytes", nc.MaxPayload())
	}
	l.js, err = jetstream.New(nc, jetstream.WithDefaultTimeout(l.waits.api))
	return err
}
