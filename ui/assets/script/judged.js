// An opinion that has been kept is shown on its answer, if the page still shows that answer's conversation.
// Each has an id of its own, as a value that equals the last one would not be heard of.
function show(turn, thumb) {
  turn.dataset.judged = thumb;
  for (const side of ["up", "down"]) turn.querySelector(`.thumb.${side}`).ariaPressed = side === thumb;
  turn.removeAttribute("data-ui-judging");
  turn.querySelector(".thanks").textContent =
    "Thank you. It is kept on this machine, for the next measuring.";
}

watch("value", () => {
  const { conversation, turn, thumb } = props.value;
  if (conversation !== new URLSearchParams(location.search).get("conversation")) return;
  show(document.querySelectorAll("#transcript .turn")[turn], thumb);
});
