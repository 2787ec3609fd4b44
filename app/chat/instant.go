package chat

import "time"

// Instant is a point in hub time, in milliseconds since the Unix epoch, UTC.
// The zero Instant means "never" or "not yet".
type Instant int64

// InstantOf converts t, dropping what is below a millisecond.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time returns i as a UTC time.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Add returns i moved by d.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d/time.Millisecond) }

// Sub returns the time from o to i.
func (i Instant) Sub(o Instant) time.Duration { return time.Duration(i-o) * time.Millisecond }

// IsZero reports whether i is the "never" value.
func (i Instant) IsZero() bool { return i == 0 }
