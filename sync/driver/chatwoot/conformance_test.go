package chatwoot

import (
	"net/http"
	"testing"
	"time"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

const (
	testToken  = "the-access-token-of-an-administrator"
	testSecret = "what-no-log-may-have"
)

// place is a stand-in and the way to it.
type place struct {
	*standin.Server
	net *conformance.Network
}

// newPlace starts a stand-in in the bubble of t.
func newPlace(t *testing.T, o standin.Options) *place {
	t.Helper()
	net := new(conformance.Network)
	o.Report, o.Now, o.Token, o.Secret, o.Cut, o.Away = t.Errorf, time.Now, testToken, testSecret, net.Cut, net.Away
	p := &place{Server: standin.New(o), net: net}
	server := &http.Server{Handler: p.Server, ReadHeaderTimeout: time.Minute}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(net.Listen())
	}()
	t.Cleanup(func() {
		p.Stop()
		_ = server.Close()
		<-ended
	})
	return p
}

// config is a driver's that reaches the place.
func (p *place) config() Config {
	transport := &http.Transport{DialContext: p.net.DialContext}
	return Config{
		URL: "http://chatwoot.example.com", Token: testToken, Agents: standin.Agents(), Teams: standin.Teams(),
		Now: time.Now, Random: func() float64 { return 0.5 }, Dial: p.net.DialContext,
		HTTP: &http.Client{Transport: transport},
	}
}

func (p *place) open(t *testing.T, change func(*Config)) *Driver {
	t.Helper()
	cfg := p.config()
	if change != nil {
		change(&cfg)
	}
	d, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cfg.HTTP.CloseIdleConnections)
	return d
}

func TestConformance(t *testing.T) {
	const account = "/api/v1/accounts/{account}"
	conformance.Run(t, conformance.Backend{
		Name: driverName,
		Open: func(t *testing.T, f conformance.Faults) (driver.Driver, conformance.Vendor) {
			p := newPlace(t, standin.Options{Faults: f})
			return p.open(t, func(c *Config) { c.Logger = f.Log }), p
		},
		Again: func(t *testing.T, v conformance.Vendor, f conformance.Faults) driver.Driver {
			return v.(*place).open(t, func(c *Config) { c.Logger = f.Log })
		},
		Secrets: []string{testToken, testSecret},
		Watching: []string{
			"GET /api", "GET /api/v1/profile", "GET /cable", "WS subscribe",
			"GET " + account + "/agents", "GET " + account + "/teams", "GET " + account + "/inboxes", "GET " + account + "/agent_bots",
			"GET " + account + "/conversations", "GET " + account + "/conversations/{id}/messages",
		},
	})
}
