# A real ActionCable server with one channel that is shaped like Chatwoot's RoomChannel.
# It is started by the tests; what it is told to do comes by POST to /control.
#
#   PUBSUB_TOKEN   the token of the one user, 1, of the one account, 1
#   ALLOWED        an Origin that may connect beside the server's own
#   SAME_ORIGIN    "no" where not even that one may
require "logger"
require "json"
require "action_cable"

module Place
  @token = ENV.fetch("PUBSUB_TOKEN")
  @slow = 0.0
  class << self
    attr_accessor :token, :slow
  end
end

class NotFound < StandardError; end

class Connection < ActionCable::Connection::Base; end

# Without a user's id a token is taken for a customer's. A token that nobody has raises,
# which Rails rescues and logs: neither yes nor no is sent.
class RoomChannel < ActionCable::Channel::Base
  def subscribed
    sleep Place.slow
    raise NotFound unless params[:user_id] == 1 && params[:account_id] == 1 && params[:pubsub_token] == Place.token

    stream_from params[:pubsub_token]
    stream_from "account_1"
  end

  def update_presence
    ActionCable.server.broadcast(params[:pubsub_token], { event: "presence.update", data: { account_id: 1, users: { 1 => "online" } } })
  end
end

# A channel that says no, as other servers do.
class StrictChannel < ActionCable::Channel::Base
  def subscribed
    reject
  end
end

config = ActionCable.server.config
config.logger = Logger.new($stderr, level: Logger::ERROR)
config.cable = { "adapter" => "async" }
config.connection_class = -> { Connection }
config.worker_pool_size = 4
config.allowed_request_origins = [ENV["ALLOWED"]].compact
config.allow_same_origin_as_host = ENV["SAME_ORIGIN"] != "no"

control = lambda do |env|
  order = JSON.parse(env["rack.input"].read)
  case order["do"]
  when "broadcast" then ActionCable.server.broadcast("account_1", { event: order["event"], data: order["data"] })
  when "restart" then ActionCable.server.restart
  when "token" then Place.token = order["token"]
  when "slow" then Place.slow = order["seconds"]
  when "garbage" then ActionCable.server.broadcast("account_1", order["data"])
  end
  [200, { "Content-Type" => "application/json" }, [{ connections: ActionCable.server.connections.size }.to_json]]
end

map("/cable") { run ActionCable.server }
map("/control") { run control }
