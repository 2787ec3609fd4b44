package courier

import (
	"net/http"
	"time"
)

// A verdict is what one attempt came to.
type verdict struct {
	state  State // Done, Undeliverable, or Waiting for another attempt
	status int   // of HTTP or SMTP
	words  string
	// wait is what the receiver asked for; 0 for nothing.
	wait time.Duration
	// far says that the fault lies with the destination and not with this
	// parcel: nothing goes there until it is this parcel's turn again.
	far bool
	// maybe says that the receiver may have the parcel all the same.
	maybe bool
}

func done(status int, words string) verdict {
	return verdict{state: Done, status: status, words: clean(words)}
}

func again(status int, words string) verdict {
	return verdict{state: Waiting, status: status, words: clean(words)}
}

func never(status int, words string) verdict {
	return verdict{state: Undeliverable, status: status, words: clean(words)}
}

func (v verdict) atDestination() verdict { v.far = true; return v }

func (v verdict) perhapsThere() verdict { v.maybe = true; return v }

// judgeHTTP turns an answer into a verdict. 408, 409, 425 and 429 are about
// this moment; any other 4xx is the receiver's no to this parcel, and a 3xx
// that was not followed is an address that is wrong.
func judgeHTTP(status int, words, after string, now time.Time) verdict {
	switch {
	case status/100 == 2:
		return done(status, words)
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		v := again(status, words).atDestination()
		v.wait = retryAfter(after, now)
		return v
	case status == http.StatusRequestTimeout, status == http.StatusConflict,
		status == http.StatusTooEarly, status >= 500:
		// After a gateway's 502 or 504 the receiver may well have it.
		v := again(status, words).perhapsThere()
		v.wait = retryAfter(after, now)
		return v
	}
	return never(status, words)
}

// judgeSMTP turns an answer to MAIL, RCPT, DATA or the text into a verdict. 421
// is the server closing its doors, 530 and 535 are about our sign-in; any other
// 5xx is its no to this mail.
func judgeSMTP(status int, words string) verdict {
	switch {
	case status == 421, status == 530, status == 535:
		return again(status, words).atDestination()
	case status/100 == 5:
		return never(status, words)
	}
	return again(status, words)
}
