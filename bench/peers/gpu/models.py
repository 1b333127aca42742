"""The models as their users write them: each call gives the loss of a batch, minus the bound by the example, in nats."""

import math

import torch
import torch.nn.functional as F


class Gaussian(torch.nn.Module):
    """A dense layer of Gaussian weights, prior N(0, 1), whose noise stands in the pre-activations."""

    initial_log_variance = -6.0

    def __init__(self, inputs, outputs):
        super().__init__()
        self.mean = torch.nn.Parameter(torch.empty(inputs, outputs).uniform_(-1, 1) / math.sqrt(inputs))
        self.log_variance = torch.nn.Parameter(torch.full((inputs, outputs), self.initial_log_variance))
        self.bias = torch.nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        mean = torch.addmm(self.bias, x, self.mean)
        variance = torch.mm(x * x, self.log_variance.exp()) + 1e-8
        return mean + variance.sqrt() * torch.randn_like(mean)

    def divergence(self):
        return 0.5 * (self.log_variance.exp() + self.mean**2 - 1 - self.log_variance).sum()


class Sparse(Gaussian):
    """The same under the log-uniform prior: sparse variational dropout, its divergence by the authors' fit."""

    initial_log_variance = -10.0

    def divergence(self):
        log_alpha = (self.log_variance - torch.log(self.mean**2 + 1e-8)).clamp(-8, 8)
        negative = 0.63576 * (torch.sigmoid(1.87320 + 1.48695 * log_alpha) - 1) - 0.5 * F.softplus(-log_alpha)
        return -negative.sum()


class Classifier(torch.nn.Module):
    def __init__(self, layer, widths, data):
        super().__init__()
        self.layers = torch.nn.ModuleList(layer(*sizes) for sizes in zip(widths, widths[1:]))
        self.data = data

    def forward(self, x, labels):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        divergence = sum(layer.divergence() for layer in self.layers)
        return F.cross_entropy(self.layers[-1](x), labels) + divergence / self.data


def code_and_draw(code):
    """The parts of a code, shape [B, 2 Z], and a draw of its law."""
    mean, log_variance = code.chunk(2, -1)
    return mean, log_variance, mean + (0.5 * log_variance).exp() * torch.randn_like(mean)


def bound(mean, log_variance, logits, images):
    """The evidence lower bound of every image."""
    divergence = 0.5 * (log_variance.exp() + mean**2 - 1 - log_variance).sum(-1)
    return (images * logits - F.softplus(logits)).sum(-1) - divergence


class Autoencoder(torch.nn.Module):
    def __init__(self, pixels, hidden, latents):
        super().__init__()
        linear, tanh = torch.nn.Linear, torch.nn.Tanh
        self.encoder = torch.nn.Sequential(linear(pixels, hidden), tanh(), linear(hidden, 2 * latents))
        self.decoder = torch.nn.Sequential(linear(latents, hidden), tanh(), linear(hidden, pixels))

    def forward(self, images):
        mean, log_variance, latent = code_and_draw(self.encoder(images))
        return -bound(mean, log_variance, self.decoder(latent), images).mean()
