package crisp

import (
	"net/http"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// workspace is a stand-in in a bubble, and what a driver needs to reach it.
type workspace struct {
	*standin.Server
	network *conformance.Network
}

// open starts a stand-in over a network in memory.
func open(t *testing.T, o standin.Options) *workspace {
	t.Helper()
	w := &workspace{network: new(conformance.Network)}
	o.Report, o.Now, o.Network = t.Errorf, time.Now, w.network
	w.Server = standin.New(o)
	srv := &http.Server{Handler: w.Server}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = srv.Serve(w.network.Listen())
	}()
	t.Cleanup(func() {
		_ = srv.Close()
		<-done
	})
	return w
}

// config names the people and teams of the stand-in whom the settings name.
func (w *workspace) config(t *testing.T, f conformance.Faults) Config {
	transport := &http.Transport{DialContext: w.network.DialContext}
	t.Cleanup(transport.CloseIdleConnections)
	return Config{
		URL: "http://crisp.example.com/v1", Website: standin.Website, Identifier: standin.Identifier, Key: standin.Key,
		Agents: map[string]chat.AgentID{
			standin.User("asha"): conformance.Asha, standin.User("rohan"): conformance.Rohan,
		},
		Teams: map[string]string{standin.Inbox("billing"): "billing"},
		Now:   time.Now, Dial: w.network.DialContext, HTTP: &http.Client{Transport: transport, Timeout: time.Minute},
		Random: func() float64 { return 0.5 }, Logger: f.Log,
	}
}

func TestConformance(t *testing.T) {
	conformance.Run(t, conformance.Backend{
		Name: Name,
		Open: func(t *testing.T, f conformance.Faults) (driver.Driver, conformance.Vendor) {
			w := open(t, standin.Options{Faults: f})
			return made(t, w.config(t, f)), w
		},
		Again: func(t *testing.T, v conformance.Vendor, f conformance.Faults) driver.Driver {
			return made(t, v.(*workspace).config(t, f))
		},
		Secrets: []string{standin.Key, standin.Identifier},
		Watching: []string{
			"GET /v1/website/{website}/connect/endpoints",
			"GET " + standin.StreamPath,
			"WS authentication",
			"GET /v1/website/{website}/operators/list",
			"GET /v1/website/{website}/inboxes/list/{page}",
			"GET /v1/website/{website}/conversations/{page}",
			"GET /v1/website/{website}/conversation/{session}",
			"GET /v1/website/{website}/conversation/{session}/messages",
		},
	})
}

func made(t *testing.T, c Config) *Driver {
	t.Helper()
	d, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
