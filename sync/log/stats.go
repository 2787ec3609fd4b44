package log

import (
	"sync/atomic"
	"time"
)

// latencyBounds are the upper bounds of the classes that [Stats.Latency]
// counts; the last class has none.
var latencyBounds = [...]time.Duration{
	500 * time.Microsecond, time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond,
	10 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond, 100 * time.Millisecond,
	250 * time.Millisecond, time.Second,
}

// Stats says what a log has done since it was opened.
type Stats struct {
	Appends  uint64 // batches that were acknowledged
	Events   uint64 // records in them
	Bytes    uint64 // of their data
	Failed   uint64 // batches that were not
	Reopened uint64 // times the embedded store was reopened after a failed write
	// Latency counts appends by how long they took from being handed to the
	// store to being on disk; Bounds[i] is the upper bound of Latency[i], and
	// Latency has one class more, for the rest. Time is their sum.
	Bounds  []time.Duration
	Latency []uint64
	Time    time.Duration
}

type stats struct {
	appends, events, bytes, failed, reopened, nanos atomic.Uint64
	latency                                         [len(latencyBounds) + 1]atomic.Uint64
}

func (s *stats) appended(took time.Duration, recs []Record) {
	s.appends.Add(1)
	s.events.Add(uint64(len(recs)))
	n := 0
	for i := range recs {
		n += len(recs[i].Data)
	}
	s.bytes.Add(uint64(n))            // #nosec G115 -- a length
	s.nanos.Add(uint64(max(took, 0))) // #nosec G115 -- not negative
	class := 0
	for class < len(latencyBounds) && took > latencyBounds[class] {
		class++
	}
	s.latency[class].Add(1)
}

// Stats returns the counters as they are now.
func (l *Log) Stats() Stats {
	s := &l.stats
	out := Stats{
		Appends: s.appends.Load(), Events: s.events.Load(), Bytes: s.bytes.Load(),
		Failed: s.failed.Load(), Reopened: s.reopened.Load(),
		Bounds: append([]time.Duration(nil), latencyBounds[:]...),
		Time:   time.Duration(s.nanos.Load()), // #nosec G115 -- a sum of latencies
	}
	for i := range s.latency {
		out.Latency = append(out.Latency, s.latency[i].Load())
	}
	return out
}
