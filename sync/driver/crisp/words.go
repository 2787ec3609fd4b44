package crisp

import (
	"errors"
	"net/http"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

// vendorError is Crisp's no: a status, and one of its codes where it sent one.
type vendorError struct {
	status int
	reason string
}

// Error returns the code, which is for a log.
func (e *vendorError) Error() string {
	if e.reason == "" {
		return http.StatusText(e.status)
	}
	return e.reason
}

// explain reads an answer: anything but a yes is a vendorError.
func explain(a rest.Answer) error {
	if a.Status < http.StatusMultipleChoices && len(a.Body) == 0 {
		return nil
	}
	e, err := decodeEnvelope(a.Body)
	switch {
	case a.Status >= http.StatusMultipleChoices || err == nil && e.Error:
		return &vendorError{status: a.Status, reason: e.Reason}
	case err != nil:
		return rest.ErrUnreadable
	}
	return nil
}

// wordsKey stand on the console and the status page too, so they say where a key goes.
const wordsKey = "Crisp does not accept the key: make a new one in Crisp, and connect Crisp again (floorhub connect crisp)."

// codes are those of Crisp's reasons that tell more than the status does.
var codes = map[string]string{
	"invalid_session":       wordsKey,
	"not_allowed":           "Crisp does not let this key do that: the key lacks a right, or the plan does not include it.",
	"payment_required":      "The workspace's plan at Crisp does not include that.",
	"not_subscribed":        "The workspace's plan at Crisp does not include that, or the plugin is not installed there.",
	"conversation_resolved": "The chat is resolved at Crisp.",
	"website_not_found":     "Crisp knows no workspace of this id.",
	"quota_limit_exceeded":  "The workspace's quota at Crisp is used up; calls are let through again tomorrow.",
}

// inWords makes of an error of the REST client one that a team lead understands: what
// did not work, why, and what to do. ErrUnsure and errors that are sentences already
// stay what they are.
func inWords(err error) error {
	var no *driver.Refusal
	if err == nil || errors.Is(err, driver.ErrUnsure) || errors.As(err, &no) {
		return err
	}
	var v *vendorError
	if errors.As(err, &v) {
		if w, ok := codes[v.reason]; ok {
			return &driver.Refusal{Words: w, Err: err}
		}
	}
	if w := ofStatus(rest.Status(err)); w != "" {
		return &driver.Refusal{Words: w, Err: err}
	}
	return err
}

func ofStatus(status int) string {
	switch {
	case status == 0:
		return "Crisp cannot be reached."
	case status == http.StatusUnauthorized:
		return wordsKey
	case status == http.StatusPaymentRequired:
		return "The workspace's plan at Crisp does not include that."
	case status == http.StatusForbidden, status == http.StatusMethodNotAllowed:
		return "Crisp does not let this key do that: the key lacks a right, or the plan does not include it."
	case status == http.StatusNotFound:
		return "Crisp does not have this chat any more."
	case status == http.StatusBadRequest:
		return "Crisp did not understand what it was asked; please tell whoever looks after this program."
	case status >= http.StatusInternalServerError:
		return "Crisp has a problem of its own; please try again in a minute."
	}
	return ""
}

// refused reports whether the error is a no to the credentials themselves.
func refused(err error) bool {
	var v *vendorError
	s := rest.Status(err)
	return s == http.StatusUnauthorized || errors.As(err, &v) && v.reason == "invalid_session"
}

// lacking reports whether the error is a no to this call alone: a right or a plan.
func lacking(err error) bool {
	switch rest.Status(err) {
	case http.StatusPaymentRequired, http.StatusForbidden, http.StatusMethodNotAllowed:
		return !refused(err)
	}
	return false
}

// missingThing reports whether what was asked for is not there.
func missingThing(err error) bool { return rest.Status(err) == http.StatusNotFound }
