/// The control socket: how a running filter is asked and told. Knows of requests and answers, and of no command by
/// itself: whoever has something to say registers a [dev.winnow.control.ControlCommand].
///
/// ```
///   {"version":1,"id":7,"command":"status"}
///   {"version":1,"id":7,"ok":true,"result":{…}}
///   {"version":1,"id":7,"ok":false,"error":{"code":"not-allowed","message":"…"}}
/// ```
///
/// One JSON object a line, over a Unix domain stream socket. Whoever may open the socket's file may ask; only root, or
/// the user that runs winnow, may change anything. All of it is on one thread of its own, never on a lane's.
package dev.winnow.control;
