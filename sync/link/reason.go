package link

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/gorilla/websocket"
)

// Code names a reason for programs. A hub's own codes pass through as they are.
type Code string

// The reasons that a link itself knows.
const (
	CodeStarting    Code = "starting"
	CodeDialing     Code = "dialing"
	CodeGreeting    Code = "greeting"
	CodeWelcome     Code = "welcome"
	CodeBehind      Code = "behind"
	CodeLive        Code = "live"
	CodeUnreachable Code = "unreachable"  // no address, no route, nobody listens
	CodeTLS         Code = "tls"          // the certificate is not trusted
	CodeHTTP        Code = "http"         // an HTTP status instead of a WebSocket
	CodeNotHub      Code = "not_a_hub"    // a WebSocket that speaks something else
	CodeDenied      Code = "denied"       // HTTP 401 or 403
	CodeSilent      Code = "silent"       // nothing heard for Config.Silence
	CodeLost        Code = "lost"         // the socket broke
	CodeClosed      Code = "closed"       // the hub closed it without a bye
	CodeTooLarge    Code = "too_large"    // a message above Config.ReadLimit
	CodeBadFrame    Code = "bad_frame"    // a message that cannot be understood
	CodeReconnect   Code = "reconnect"    // somebody asked for a new connection
	CodeStopped     Code = "stopped"      // Run's context ended
	CodeWriteFailed Code = "write_failed" // the hub does not take what we send
	CodeWrongFormat Code = "not_text"     // a binary message
	CodeBadAddress  Code = "bad_address"  // the URL cannot be dialled at all
)

// Reason says why a link is in its state.
type Reason struct {
	Code Code
	// Words is a sentence for the status bar.
	Words string
}

// EndError is how a connection ends. A Protocol returns one from Receive to
// end it itself.
type EndError struct {
	Reason Reason
	// Final means that dialling again cannot help: the link goes to Refused.
	Final bool
	// Status is the WebSocket close status that tells the hub; 0 sends none,
	// because the hub is gone or was the one who ended it.
	Status int
	Err    error // the cause, may be nil
}

// Error returns the code, the sentence and the cause.
func (e *EndError) Error() string {
	s := "link: " + string(e.Reason.Code) + ": " + e.Reason.Words
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

// Unwrap returns the cause.
func (e *EndError) Unwrap() error { return e.Err }

// DialError says what kept a connection from being made.
type DialError struct {
	Op  string
	Err error
}

// Error names the operation and the cause.
func (e *DialError) Error() string { return "link: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *DialError) Unwrap() error { return e.Err }

// dialEnd turns what a dial failed with into an end.
func dialEnd(err error, resp *http.Response) *EndError {
	end := &EndError{Err: &DialError{Op: "dial", Err: err}}
	var (
		unknown *tls.CertificateVerificationError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
	)
	switch {
	case resp != nil && resp.StatusCode == http.StatusUnauthorized:
		end.Final = true
		end.Reason = Reason{CodeDenied, "The hub does not know this desk (HTTP 401). Sign in again."}
	case resp != nil && resp.StatusCode == http.StatusForbidden:
		end.Final = true
		end.Reason = Reason{CodeDenied, "The hub does not let this desk in (HTTP 403). Check its address and sign in again."}
	case resp != nil && errors.Is(err, websocket.ErrBadHandshake):
		end.Reason = Reason{CodeHTTP, fmt.Sprintf("The address answered HTTP %d instead of a floor.", resp.StatusCode)}
	case errors.As(err, &unknown), errors.As(err, &invalid), errors.As(err, &record):
		end.Reason = Reason{CodeTLS, "The hub's certificate could not be checked."}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		end.Reason = Reason{CodeUnreachable, "The hub did not answer in time."}
	default:
		end.Reason = Reason{CodeUnreachable, "The hub cannot be reached."}
	}
	return end
}

// readEnd turns what a read failed with into an end.
func readEnd(err error) *EndError {
	end := &EndError{Err: err}
	var (
		closed  *websocket.CloseError
		timeout net.Error
	)
	switch {
	case errors.Is(err, websocket.ErrReadLimit): // the library has told the hub
		end.Reason = Reason{CodeTooLarge, "The hub sent a message that is too large."}
	case errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure:
		words := "The hub closed the connection."
		if closed.Text != "" {
			words = "The hub closed the connection: " + clip(closed.Text, maxCloseText)
		}
		end.Reason = Reason{CodeClosed, words}
	case errors.As(err, &timeout) && timeout.Timeout():
		end.Reason = Reason{CodeSilent, "Nothing was heard from the hub."}
		end.Status = websocket.CloseGoingAway
	default:
		end.Reason = Reason{CodeLost, "The connection to the hub was lost."}
	}
	return end
}

// writeEnd turns what a write failed with into an end.
func writeEnd(err error) *EndError {
	var timeout net.Error // the library hides what it wraps
	if errors.As(err, &timeout) && timeout.Timeout() {
		return &EndError{Reason: Reason{CodeWriteFailed, "The hub does not take what this desk sends."}, Err: err}
	}
	return &EndError{Reason: Reason{CodeLost, "The connection to the hub was lost."}, Err: err}
}

// maxCloseText is what a WebSocket close frame has room for, in bytes.
const maxCloseText = 123

// clip shortens s to at most n bytes without breaking a character.
func clip(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.ToValidUTF8(s, "")
}
