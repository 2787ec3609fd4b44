package chatwoot

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/rest"
)

// The sentences that a team lead reads. None of them has anything of an answer's body in
// it: an administrator's answers carry other systems' passwords.
const (
	wordsToken = "Chatwoot does not accept the access token; copy it anew from the profile page of an administrator." //nolint:gosec // words, and no credential
	wordsProxy = "Chatwoot does not see the access token: a proxy in front of it drops headers with an underscore. " +
		"In nginx, set \"underscores_in_headers on\" and reload it."
	wordsSilent = "Chatwoot did not answer the subscription, which is how it refuses a live-stream token; " +
		"a new one is fetched and it is tried again. If this stays, check that the user still belongs to the account."
	wordsNoCable = "There is no live stream at this address. Check the address of the cable (WEBSOCKET_URL or FRONTEND_URL at Chatwoot), " +
		"that the proxy lets WebSockets through, and that the server allows this Origin."
	wordsThrown  = "Chatwoot has ended the live stream and asks us not to come back; check the user's access."
	wordsAccount = "The user whose token it is does not belong to this account of Chatwoot; check the account's number."
	wordsOften   = "Chatwoot says that it is asked too often, and is tried again in a minute. If this stays, raise RACK_ATTACK_LIMIT " +
		"on its server, or look what else asks from this address."
	wordsElse  = "What answers at this address is not Chatwoot; give the address where people open the dashboard."
	wordsMoved = "The address of Chatwoot leads elsewhere; enter the one that the browser ends up at, which often begins with https://."
	wordsTLS   = "The certificate of Chatwoot's server is not trusted here; check the address, and have the certificate renewed or its issuer installed."
	wordsPlan  = "Chatwoot says that its plan does not allow this; the account's owner has to look at the subscription."
)

// refusal turns an error on the way to the live stream into what people have to know, and
// leaves the rest to be tried again.
func (d *Driver) refusal(err error) error {
	if err == nil {
		return nil
	}
	no := func(words string) error { return &catchup.Refused{Words: words, Err: err} }
	var (
		end     *disconnectError
		refused *catchup.Refused
		cert    *tls.CertificateVerificationError
	)
	switch status := rest.Status(err); {
	case errors.As(err, &refused):
		return err
	case errors.As(err, &cert):
		return no(wordsTLS)
	case moved(status):
		return no(wordsMoved)
	case status == http.StatusTooManyRequests:
		return no(wordsOften)
	case status == http.StatusUnauthorized && unseen(err):
		return no(wordsProxy)
	case status == http.StatusUnauthorized:
		return no(wordsToken)
	case status == http.StatusPaymentRequired:
		return no(wordsPlan)
	case errors.Is(err, errAccount):
		return no(wordsAccount)
	case errors.Is(err, errSilent), errors.Is(err, errRejected):
		return no(wordsSilent)
	case errors.Is(err, errCableUnknown):
		return no(wordsNoCable)
	case errors.As(err, &end) && end.Stay:
		return no(wordsThrown)
	}
	return err
}

// moved reports whether an answer leads elsewhere. Where it leads is not gone to, with the
// token and with what would become of a line.
func moved(status int) bool {
	return status >= http.StatusMultipleChoices && status < http.StatusBadRequest
}

// errUnseen is a 401 that says nothing of a wrong token: Chatwoot has seen none.
var errUnseen = errors.New("no token was seen")

// explain says what an answer means. Of what a refusal says only whether it says
// anything is used: "Invalid Access Token" stands in the field error, and that nobody is
// signed in, in errors.
func explain(a rest.Answer) error {
	if a.Status < http.StatusMultipleChoices {
		return nil
	}
	var said struct {
		Error loose[string] `json:"error"`
	}
	if a.Status == http.StatusUnauthorized && (json.Unmarshal(a.Body, &said) != nil || said.Error.v == "") {
		return errUnseen
	}
	return rest.ErrStatus
}

// unseen reports whether Chatwoot has seen no token at all. A wrong one is answered by
// other words than none.
func unseen(err error) bool { return errors.Is(err, errUnseen) }

// inWords turns the error of one call into a sentence; what is the verb with its object,
// such as "assign the chat". That nobody knows whether it worked stays [driver.ErrUnsure].
func inWords(what string, err error) error {
	var no *driver.Refusal
	if err == nil || errors.Is(err, driver.ErrUnsure) || errors.As(err, &no) || errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, context.DeadlineExceeded) && rest.Status(err) == 0 {
		return err
	}
	say := func(words string) error { return &driver.Refusal{Words: words, Err: err} }
	switch status := rest.Status(err); status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return say(wordsMoved)
	case 0:
		return say("Chatwoot cannot be reached, so it was not asked to " + what + ".")
	case http.StatusUnauthorized:
		if unseen(err) {
			return say(wordsProxy)
		}
		return say(wordsToken)
	case http.StatusPaymentRequired:
		return say(wordsPlan)
	case http.StatusForbidden:
		return say("Chatwoot does not let this access token " + what + "; it needs an administrator's.")
	case http.StatusNotFound:
		return say("Chatwoot could not " + what + ": it does not know the chat any more.")
	case http.StatusUnprocessableEntity:
		return say("Chatwoot would not " + what + ": it found the request wrong, or there were more than 200 messages in a minute.")
	default:
		return say(fmt.Sprintf("Chatwoot could not %s; it answered %d.", what, status))
	}
}
