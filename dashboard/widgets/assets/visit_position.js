// Where the phone is, asked for by a tap and told to the page of this session only.
const REFUSED = { 1: "nekad", 2: "okänd", 3: "sen" };

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.querySelector("button")?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = data.label;
  const say = (told) => {
    button.disabled = false;
    button.textContent = data.label;
    setTriggerValue("found", told);
  };
  button.addEventListener("click", () => {
    if (!window.isSecureContext) return say({ problem: "osäker" });
    if (!navigator.geolocation) return say({ problem: "saknas" });
    button.disabled = true;
    button.textContent = data.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => say({
        latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy,
      }),
      (error) => say({ problem: REFUSED[error.code] ?? "okänd" }),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
  parentElement.append(button);
}
