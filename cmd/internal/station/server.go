package station

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"time"
)

// server is one HTTP server of the station.
type server struct {
	http     *http.Server
	listener net.Listener
	ctx      context.Context
}

// servers are the public one and, where a socket can be made in the data
// folder, the one for whoever runs the hub.
func (s *Station) servers(ctx context.Context) []*server {
	public := &server{ctx: ctx, listener: s.listener, http: &http.Server{
		Handler: http.HandlerFunc(s.front.public), ReadHeaderTimeout: 10 * time.Second,
	}}
	all := []*server{public}
	l, err := listenAdmin(s.opts.Dir)
	if err != nil {
		if s.opts.Logger != nil {
			s.opts.Logger.Warn("no admin socket", "error", err)
		}
		return all
	}
	return append(all, &server{ctx: ctx, listener: l, http: &http.Server{
		Handler: http.HandlerFunc(s.front.admin), ReadHeaderTimeout: 10 * time.Second,
	}})
}

func (s *server) serve() error {
	err := s.http.Serve(s.listener)
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

func (s *server) stop() error {
	<-s.ctx.Done()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), stopTime)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		return s.http.Close()
	}
	return nil
}

// listenAdmin makes the socket, for its owner only. The folder's lock is held,
// so a socket that lies there is a dead hub's.
func listenAdmin(dir string) (net.Listener, error) {
	// A log of its own has made the folder; with a cluster's nobody has yet.
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	path, done, err := socketPath(dir)
	if err != nil {
		return nil, err
	}
	defer done()
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		_ = l.Close() // the mode is the news
		return nil, err
	}
	return l, nil
}
