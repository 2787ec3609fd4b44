package livehelperchat_test

import (
	"net/http"
	"testing"
	"time"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/livehelperchat"
	"floorwalker/sync/driver/livehelperchat/standin"
)

const (
	key    = "k-0f1e2d3c4b5a"
	secret = "s-5a4b3c2d1e0f"
)

// server is a stand-in with its network.
type server struct {
	*standin.Server
	net *conformance.Network
}

// serve starts a stand-in in the bubble of the test.
func serve(t *testing.T, o standin.Options) *server {
	s := &server{net: new(conformance.Network)}
	o.Report, o.Now, o.Key, o.Secret = t.Errorf, time.Now, key, secret
	o.Cut, o.Away = s.net.Cut, s.net.Away
	s.Server = standin.New(o)
	h := &http.Server{Handler: s.Server, ReadHeaderTimeout: time.Minute}
	l := s.net.Listen()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = h.Serve(l)
	}()
	t.Cleanup(func() {
		_ = h.Close()
		s.Stop()
		<-done
	})
	return s
}

// config is that of a driver for the stand-in.
func (s *server) config(t *testing.T, f conformance.Faults) livehelperchat.Config {
	transport := &http.Transport{DialContext: s.net.DialContext, DisableCompression: true}
	t.Cleanup(transport.CloseIdleConnections)
	return livehelperchat.Config{
		URL: "http://chat.example.com", Username: "floor", Key: key, Agents: standin.Agents(), Teams: standin.Teams(),
		Subjects: standin.SubjectIDs(), Now: time.Now, HTTP: &http.Client{Transport: transport}, Dial: s.net.DialContext,
		Random: func() float64 { return 0.5 }, Logger: f.Log,
	}
}

func (s *server) driver(t *testing.T, f conformance.Faults) *livehelperchat.Driver {
	t.Helper()
	d, err := livehelperchat.New(s.config(t, f))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestConformance(t *testing.T) {
	conformance.Run(t, conformance.Backend{
		Name: livehelperchat.Name,
		Open: func(t *testing.T, f conformance.Faults) (driver.Driver, conformance.Vendor) {
			s := serve(t, standin.Options{Faults: f})
			return s.driver(t, f), s
		},
		Again: func(t *testing.T, v conformance.Vendor, f conformance.Faults) driver.Driver {
			return v.(*server).driver(t, f)
		},
		Watching: []string{
			"GET /restapi/chats", "GET /restapi/fetchchatmessages", "GET /restapi/getuser", "GET /restapi/onlineusers",
			"GET /restapi/user_departments",
		},
		// The longest pause between two looks at ratings, and one look more.
		Settles: 50 * time.Second,
		Secrets: []string{key, secret},
	})
}
