package practice

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// MaxBody is the largest body of a POST, in bytes.
const MaxBody = 64 << 10

// Mount implements [driver.Mounter]:
//
//	GET  /practice                         the page where a person is the customer
//	POST /practice/v1/messages             one Line; 202 {"seq":n} once it is on disk
//	GET  /practice/v1/chats/{id}/stream    what the customer's client receives
//	POST /practice/v1/chats/{id}/files     ?turn=&name=&text= and a file's bytes: a line of the customer's
//	GET  /practice/v1/chats/{id}/files/{hash}  the bytes of a file of this chat
//	POST /practice/v1/chats/{id}/typing    the customer types
//	POST /practice/v1/chats/{id}/receipt   {"line":n}: all up to delivery number n is drawn
//	POST /practice/v1/chats/{id}/rating    {"stars":1..5,"words":"…"}, if the customer was asked
//	GET  /practice/v1/scenarios            {"scenarios":[{"name","about"}...]}
//	POST /practice/v1/scenarios/{name}     a simulated customer comes; 202 {"chat":id}
//
// With ?bot=1 the bot answers a customer's line in any chat.
func (p *Practice) Mount(mux *http.ServeMux) {
	mux.HandleFunc("GET /practice", p.page.serve)
	mux.HandleFunc("POST /practice/v1/messages", p.guarded(p.postMessage))
	mux.HandleFunc("GET /practice/v1/chats/{id}/stream", p.guarded(p.stream))
	mux.HandleFunc("POST /practice/v1/chats/{id}/files", p.guarded(p.ofChat(p.postFile)))
	mux.HandleFunc("GET /practice/v1/chats/{id}/files/{hash}", p.guarded(p.ofChat(p.getFile)))
	mux.HandleFunc("POST /practice/v1/chats/{id}/typing", p.guarded(p.ofChat(p.postTyping)))
	mux.HandleFunc("POST /practice/v1/chats/{id}/receipt", p.guarded(p.ofChat(p.postReceipt)))
	mux.HandleFunc("POST /practice/v1/chats/{id}/rating", p.guarded(p.ofChat(p.postRating)))
	mux.HandleFunc("GET /practice/v1/scenarios", p.guarded(p.listScenarios))
	mux.HandleFunc("POST /practice/v1/scenarios/{name}", p.guarded(p.postScenario))
}

// guarded lets only those in who carry a token, where one is required.
func (p *Practice) guarded(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if p.opts.RequireToken != nil && !p.opts.RequireToken(r) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			refuse(w, http.StatusUnauthorized, "A good token is needed.")
			return
		}
		h(w, r)
	}
}

func (p *Practice) postMessage(w http.ResponseWriter, r *http.Request) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "The Content-Type must be application/json.")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			refuse(w, http.StatusRequestEntityTooLarge, "The body is larger than 64 KiB.")
			return
		}
		refuse(w, http.StatusBadRequest, "The body could not be read.")
		return
	}
	l, err := ParseLine(body)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	seq, err := p.put(r.Context(), l)
	if err != nil {
		p.refusePut(w, err)
		return
	}
	if l.From == chat.SpeakerCustomer && (isLive(l.Chat) || r.URL.Query().Get("bot") == "1") {
		p.hear(l)
	}
	answer(w, http.StatusAccepted, struct {
		Seq uint64 `json:"seq"`
	}{seq})
}

func (p *Practice) refusePut(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, driver.ErrFenced):
		refuse(w, http.StatusConflict, "An agent has taken this chat over; the bot is silent.")
	case errors.Is(err, ErrClosed):
		refuse(w, http.StatusConflict, "This chat is closed; start a new one.")
	case errors.Is(err, ErrBlocked):
		refuse(w, http.StatusForbidden, "Nothing more can be written in this chat.")
	case errors.Is(err, ErrNotRunning):
		refuse(w, http.StatusServiceUnavailable, "The practice floor is not running.")
	case errors.Is(err, errOnlyEmoji):
		refuse(w, http.StatusUnprocessableEntity, "Emoji are not taken here; please say it in words.")
	default:
		p.opts.Logger.Warn("practice floor: a posted line did not reach the log", "error", err)
		refuse(w, http.StatusServiceUnavailable, "The line did not reach the log; send it again.")
	}
}

func refuse(w http.ResponseWriter, status int, sentence string) {
	answer(w, status, struct {
		Error string `json:"error"`
	}{sentence})
}

func answer(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil { // v is one of the two structs above
		status, body = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the client has gone; nobody is left to tell
}
