package courier

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How a failed attempt is repeated. The waits double from two seconds to an
// hour: 2 s, 4 s, … 2048 s, then hours, each times 0.5 to 1.5. MaxAttempts of
// them take about 70 hours, so a receiver that breaks on a Friday evening has
// its tickets on Monday; then the parcel is undeliverable, and shown.
const (
	BackoffBase = 2 * time.Second
	BackoffMax  = time.Hour
	MaxAttempts = 80
	// MaxRetryAfter bounds what a receiver may ask for. A longer wait counts
	// as this one.
	MaxRetryAfter = 24 * time.Hour
)

// Backoff returns how long to wait after the given attempt, counted from 1,
// has failed; random is in [0, 1).
func Backoff(attempt int, random float64) time.Duration {
	d := BackoffMax
	if n := max(attempt, 1) - 1; n < 11 { // 2 s·2¹¹ is above the most
		d = BackoffBase << n
	}
	return time.Duration(float64(d) * (0.5 + random))
}

// retryAfter reads a Retry-After header, in seconds or as a date, as a time to
// wait from now: 0 for none, for one that is past, and for what cannot be read;
// at most [MaxRetryAfter].
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" || len(value) > 64 {
		return 0
	}
	if strings.Trim(value, "0123456789") == "" {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n > int64(MaxRetryAfter/time.Second) {
			return MaxRetryAfter
		}
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), MaxRetryAfter)
}
