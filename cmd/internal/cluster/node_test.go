//go:build unix

package cluster

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// floorStream is what the log's stream of a workspace called main is called.
const floorStream = "FW_main_floor"

// runNode is a node of the NATS cluster.
func runNode(ctx context.Context) error {
	host, port, err := split(os.Getenv(listenVariable))
	if err != nil {
		return err
	}
	_, route, err := split(os.Getenv(routeVariable))
	if err != nil {
		return err
	}
	opts := &server.Options{
		ServerName: "node" + os.Getenv(indexVariable), Host: host, Port: port, NoSigs: true, NoLog: true,
		JetStream: true, StoreDir: os.Getenv(dirVariable), JetStreamMaxMemory: 1 << 26, JetStreamMaxStore: 1 << 30,
		Cluster: server.ClusterOpts{
			Name: "floor", Host: host, Port: route, PoolSize: -1,
			// Nobody listens there: nodes reach each other by their routes only.
			NoAdvertise: true, Advertise: "127.0.0.1:1",
			// As README tells operators: a node that is cut off is asked nothing for long.
			PingInterval: time.Second, MaxPingsOut: 2,
		},
	}
	if path := os.Getenv(logVariable); path != "" {
		opts.NoLog, opts.LogFile, opts.Logtime = false, path+".node"+os.Getenv(indexVariable), true
	}
	for one := range strings.SplitSeq(os.Getenv(peersVariable), ",") {
		opts.Routes = append(opts.Routes, &url.URL{Scheme: "nats", Host: one})
	}
	s, err := server.NewServer(opts)
	if err != nil {
		return err
	}
	s.ConfigureLogger()
	s.Start()
	if !s.ReadyForConnections(patience) {
		return fmt.Errorf("the node takes no connections")
	}
	go obey(map[string]func() string{
		"health": func() string {
			if h := s.Healthz(&server.HealthzOptions{}); h.Status != "ok" {
				return h.Status + " " + h.Error
			}
			return "ok " + strconv.Itoa(len(s.JetStreamClusterPeers()))
		},
		"leads": func() string {
			return fmt.Sprintf("meta=%t floor=%t", s.JetStreamIsLeader(), s.JetStreamIsStreamLeader("$G", floorStream))
		},
	})
	fmt.Println("ready")
	<-ctx.Done()
	s.Shutdown()
	s.WaitForShutdown()
	return nil
}

func split(address string) (host string, port int, err error) {
	host, text, err := net.SplitHostPort(address)
	if err == nil {
		port, err = strconv.Atoi(text)
	}
	return host, port, err
}
