package crisp

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/sync/driver/conformance"
)

// speak runs a server that does with each connection what f says, and dials it.
func speak(t *testing.T, f func(ws *websocket.Conn)) (*socketio, error) {
	t.Helper()
	network := new(conformance.Network)
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer ws.Close()
		f(ws)
		for { // until the client goes
			if _, _, err := ws.ReadMessage(); err != nil {
				return
			}
		}
	})}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = srv.Serve(network.Listen())
	}()
	t.Cleanup(func() {
		_ = srv.Close()
		<-done
	})
	sock, err := dialSocket(context.Background(), &websocket.Dialer{NetDialContext: network.DialContext}, "ws://x/w/f43/", time.Now)
	if err == nil {
		t.Cleanup(sock.close)
	}
	return sock, err
}

func send(ws *websocket.Conn, frames ...string) {
	for _, f := range frames {
		_ = ws.WriteMessage(websocket.TextMessage, []byte(f))
	}
}

// A peer from whom nothing comes for as long as it said it would be silent at most is
// gone, whatever the connection looks like.
func TestASilentPeerIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sock, err := speak(t, func(ws *websocket.Conn) {
			send(ws, `0{"pingInterval":25000,"pingTimeout":20000}`, `40{"sid":"a"}`)
		})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, _, err := sock.read(); err == nil {
			t.Fatal("something was read")
		}
		if d := time.Since(began); d != 45*time.Second+slack {
			t.Errorf("it was waited for %s", d)
		}
	})
}

func TestGreetings(t *testing.T) {
	const hello = `0{"pingInterval":25000,"pingTimeout":20000}`
	tests := []struct {
		name    string
		frames  []string
		version int // 0 is an error
		err     error
	}{
		{name: "as recorded", frames: []string{hello, `40{"sid":"a"}`}, version: 4},
		{name: "with more in between", frames: []string{hello, "2", "6", `43[]`, `40{"sid":"a"}`}, version: 4},
		{name: "a server that is older than it lets on", frames: []string{hello, "40"}, version: 3},
		{name: "refused", frames: []string{hello, `44{"message":"no"}`}},
		{name: "ended", frames: []string{hello, "41"}, err: errGone},
		{name: "no greeting", frames: []string{`42["x",{}]`}},
		{name: "nothing at all"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				sock, err := speak(t, func(ws *websocket.Conn) { send(ws, tt.frames...) })
				switch {
				case tt.version == 0 && err == nil:
					t.Error("it was taken for a greeting")
				case tt.version != 0 && (err != nil || sock.version != tt.version):
					t.Errorf("%+v, %v", sock, err)
				case tt.err != nil && !errors.Is(err, tt.err):
					t.Errorf("%v, want %v", err, tt.err)
				}
				if d := time.Since(began); d > 2*handshakeTime {
					t.Errorf("it took %s", d)
				}
			})
		})
	}
}

func TestTheAddressOfTheStream(t *testing.T) {
	got, err := socketURL("wss://stream.example.com/w/f43/?a=b", 4)
	if err != nil || got != "wss://stream.example.com/w/f43/?EIO=4&a=b&transport=websocket" {
		t.Errorf("%q, %v", got, err)
	}
	for _, bad := range []string{"", "https://x/", "wss://", "::"} {
		if _, err := socketURL(bad, 4); err == nil {
			t.Errorf("%q is no address of a stream", bad)
		}
	}
}
